import { requestLedgerContract } from '../contracts/request-ledger.ts';
import { memoryRequestLedger } from './memory-request-ledger.ts';

requestLedgerContract('memory request ledger', memoryRequestLedger);

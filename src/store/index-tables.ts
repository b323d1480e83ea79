/** Tables of what indices are made of; meanings of columns are in their migration. */
export interface IndexTables {
  nse_index_lists: {
    index_code: string;
    seen_on: string;
    list_hash: string;
    members: number;
    source: string;
    learned_at: number;
  };
  nse_index_membership: {
    index_code: string;
    isin: string;
    named_from: string;
    named_to: string | null;
    symbol: string;
    company: string;
    industry: string | null;
    series: string | null;
    dummy: number;
    joined_on: string;
    left_on: string | null;
  };
  nse_sector_info: {
    isin: string;
    valid_from: string;
    valid_to: string | null;
    symbol: string;
    company: string;
    industry: string;
  };
}

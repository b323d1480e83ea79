/**
 * The project's own list of finance words. A change of any entry or rule is a new version: scores of
 * two versions are never mixed.
 */
export const LEXICON_VERSION = 1;

/** Words that say which way something goes, by themselves or of what stands before them. */
export const RISING =
  'rise rises rose rising risen jump jumps jumped jumping surge surges surged surging soar soars soared soaring grow grows grew growing grown climb climbs climbed climbing gain gains gained gaining increase increases increased increasing advance advances advanced rally rallies rallied zoom zooms zoomed swell swells swelled expand expands expanded expanding double doubles doubled triple triples tripled spike spikes spiked mount mounts mounted mounting widen widens widened widening up higher highest spurts spurt accelerate accelerates accelerated firms piles balloon balloons ballooned leap leaps leapt rocket rockets quadruples spiral spirals escalate escalates shoots escalated inch inches edge edges peak peaks';
export const FALLING =
  'fall falls fell falling fallen drop drops dropped dropping decline declines declined declining slip slips slipped slipping slump slumps slumped plunge plunges plunged plunging tumble tumbles tumbled dip dips dipped shrink shrinks shrank shrinking narrow narrows narrowed narrowing contract contracts contracted contracting ease eases eased easing cool cools cooled soften softens softened sink sinks sank sinking slide slides slid sliding crash crashes crashed tank tanks tanked dwindle dwindles dwindled halve halves halved down lower lowest shed sheds skid skids skidded nosedive nosedives plummet plummets plummeted retreat retreats cheapen cheapens cheapened thaw subside subsides recede recedes drift drifts moderate moderates moderated';
/** Words that say what somebody does to what stands after them. */
export const RAISING =
  'raise raises raised raising hike hikes hiked lift lifts lifted lifting increase increases increased ups expand expands widens';
export const CUTTING =
  'cut cuts cutting slash slashes slashed reduce reduces reduced reducing lower lowers lowered trim trims trimmed pare pares pared narrow narrows narrowed shrink shrinks curtails curtail';

/** What is better when there is more of it. Longer names come before the shorter ones inside them. */
export const GOOD_SUBJECTS =
  'target price|price target|order book|order inflow|order inflows|market share|asset quality|pre sales|credit rating|profit|profits|pat|earnings|revenue|revenues|sales|income|margin|margins|ebitda|ebit|volume|volumes|demand|export|exports|output|production|booking|bookings|order|orders|guidance|outlook|forecast|target|dividend|stake|share|shares|stock|stocks|scrip|occupancy|admissions|aum|deposits|advances|disbursements|growth|footfalls|capacity|realisations|realizations|price|prices|holding|subscribers|arpu|rating|turnover|inflows|inflow|pipeline|premium|nim|roe|collections|yield|utilisation|throughput|user base|users|customers|premiums|spreads|solvency|persistency|casa|registrations|dispatches|tonnage|backlog';
/** What is worse when there is more of it. */
export const BAD_SUBJECTS =
  'bad loans|interest costs|interest cost|input costs|input cost|fuel bill|wage bill|gas prices|coal prices|coke prices|fuel prices|fuel price|diesel price|diesel prices|crude prices|crude|raw material|pulp costs|gross npa|net npa|stressed assets|loss|losses|debt|borrowings|npa|npas|provision|provisions|provisioning|slippage|slippages|cost|costs|expense|expenses|attrition|default|defaults|inflation|deficit|claims|inventory|redemptions|delinquencies|complaints|cancellations|write offs|churn|leverage|tax|pledge|impairment|overheads|vacancy|arrears|dues|cash burn|unsold inventory|working capital|warranty provisions|stress|losses|complaints|receivables';

/**
 * Phrases, which count before their words do: alternatives with `|`, up to so many words in between
 * with `~n`. Weights: about 1 is plain good or bad news for who owns the share, 0 says nothing.
 */
export const PHRASES: readonly (readonly [pattern: string, weight: number])[] = [
  // What looks telling and is not.
  ['record date', 0],
  ['floor price', 0],
  ['interest rate', 0],
  ['bonus shares allotted', 0],
  ['no longer in default', 1],
  ['loss of share', 0],
  ['loss of certificate', 0],
  ['offer price', 0],
  ['up to', 0],
  ['issue price', 0],
  ['gold loan', 0],
  ['split shares', 0],
  ['highest safety award', 1],
  ['narrow range', 0],
  ['range bound', 0],
  ['raise|raising ~2 funds|capital|money', 0],
  // Results.
  ['returns|return|swings|swing|turns to ~3 profit', 1.3],
  ['swings|turns ~2 profit from loss', 1.3],
  ['turns|turn|turned profitable|positive', 1.2],
  ['turns ~1 positive', 1.2],
  ['slips|slip|slipped|swings|sinks|falls|plunges into|to ~1 loss|red', -1.4],
  ['in the red', -0.3],
  ['posts|reports|post|report|incurs ~4 loss', -1.2],
  ['posts|reports|clocks|clocks ~2 highest|record ~4', 1.2],
  ['reports|posts ~1 lowest', -1.2],
  ['all time high', 1.2],
  ['52 week high', 1],
  ['52 week low', -1],
  ['week|month|year|quarter|decade high', 0.8],
  ['year|month|week|quarter low', -1],
  ['decade low', -0.5],
  ['profit warning', -1.4],
  ['more than doubles|doubled|double', 1.2],
  [
    'beats|beat|tops|exceeds|exceeded|surpasses ~3 estimates|expectations|street|forecasts|estimate',
    1.2,
  ],
  ['margin beat|surprise', 1],
  ['misses|miss|missed|below|trails ~3 estimates|expectations|forecasts|street', -1.2],
  ['double digits|digit', 0.4],
  [
    'record|highest ~2 revenue|profit|sales|earnings|volumes|orders|bookings|output|production|income|ebitda',
    1.1,
  ],
  ['at|hits record', 0.8],
  ['opens|opened ~2 store|stores|plant|facility|branches', 0.6],
  ['back in black', 1.2],
  ['back in the black', 1.2],
  ['breaks|broke|break even', 0.9],
  ['loss making', -0.3],
  ['hives|sells|exits|divests ~2 loss making', 1.2],
  ['best ~1 quarter|year|month', 1],
  ['worst ~1 quarter|year|month', -1],
  ['losing|falling streak', -0.7],
  ['winning|gaining streak', 0.7],
  ['snaps|ends|breaks ~2 losing|falling streak', 1],
  ['snaps|ends|breaks ~2 winning|gaining streak', -0.9],
  ['cash burn', -0.6],
  ['trims|cuts|reduces|halves|lowers ~2 cash burn', 1.1],
  ['burns ~1 cash', -1],
  ['crosses|surpasses|tops ~2 million|crore|lakh|billion', 0.7],
  ['clocks|logs|notches|registers ~3 growth|bookings|sales|profit|orders', 0.9],
  ['free share|shares', 0.7],
  ['wipes|wiped out debt|loans|borrowings', 1.1],
  ['wipes|wiped|erodes|eroded ~5 wealth|capitalisation|mcap|gains', -1.1],
  ['wealth eroded|wiped', -1],
  ['moved|raised to a|aa|aaa', 0.8],
  ['moved|lowered to b|bb|c|d|default', -1],
  ['added to ~3 index|nifty|sensex|portfolios|portfolio', 0.9],
  ['add|adds|added ~4 portfolio|portfolios', 0.7],
  ['included in ~3 index|nifty|sensex', 0.9],
  ['dropped|removed|excluded from ~3 index|nifty|sensex|list', -1],
  ['clean chit', 1.1],
  ['thumbs up', 1],
  ['thumbs down', -1],
  ['picks|mops up', 0.7],
  ['emerges|declared l1', 1],
  ['emerges ~1 lowest|successful bidder', 1],
  ['completes|completed ~3 acquisition|expansion|trial|test|sale|project|merger', 0.7],
  ['fastest pace', 0.7],
  ['subsidy|refund|incentive ~1 arrears|dues', 0.3],
  ['to get|receive rs', 0.6],
  ['pays|pay off debt|loan', 0.9],
  ['resolves|settles|ends ~3 row|dispute|strike|case', 0.9],
  ['arrears|dues swell|mount|rise|pile|delayed|unpaid', -0.9],
  ['writes|wrote|write off', -1],
  ['write|writes down', -1],
  ['guides|guided for ~1 soft|weak|lower', -1],
  ['soft|weak ~1 half|quarter|demand|start|sales', -0.9],
  ['unsold inventory|stock|flats|homes', -0.9],
  ['ordered|told|directed to pay|refund|shut|stop|close', -1.1],
  ['to pay ~4 penalty|damages|fine|settlement', -1],
  ['on hold', -0.8],
  ['puts|put ~3 on hold', -0.9],
  ['bridge loan', -0.4],
  ['placed under', -0.5],
  ['asm|gsm framework', -0.8],
  ['supersedes board', -1.2],
  ['under fire', -1],
  ['out of stock', -0.4],
  ['supply crunch|shortage|disruption', -0.9],
  ['liquidity crunch|squeeze|stress', -1],
  ['job|jobs cuts|losses', -0.9],
  ['pay|price cut|cuts', -0.5],
  ['price war', -0.8],
  ['price|tariff hike|hikes', 0.6],
  ['plant|factory|unit flooded|gutted|sealed|shut', -1],
  ['breaches covenant|covenants', -1.1],
  ['one time settlement', 0.3],
  ['extraordinary|annual general meeting', 0],
  ['notice of ~2 meeting', 0],
  ['shareholder|shareholders|board nod|approval', 0.2],
  ['seek|seeks|seeking ~2 nod|approval', 0],
  ['patent ~1 litigation|case|suit', -0.1],
  ['clears|crosses|wins ~3 patent|phase|hurdle|trial', 0.9],
  ['reverses|recoups losses', 1],
  ['trading halt|suspended', -0.9],
  ['delisting ~2 offer|premium', 0.7],
  ['open offer', 0.4],
  ['block|bulk deal', 0],
  ['exceptional|one time gain', 0.6],
  ['exceptional|one time loss|charge', -0.8],
  // Listings and offers.
  ['lists|listed|opens|opened|debuts ~2 premium', 1.1],
  ['lists|listed|opens|opened|debuts ~2 above issue price', 1.1],
  ['lists|listed|opens|opened|debuts ~2 below issue price', -1.1],
  ['above issue price', 0.8],
  ['below issue price', -0.8],
  ['weak|tepid|muted debut|listing', -1],
  ['subscribed ~2 times', 0.9],
  ['at|a ~2 discount', -0.6],
  // Orders and contracts.
  [
    'wins|win|won|bags|bag|bagged|secures|clinches|receives|gets ~5 order|orders|contract|deal|bid|mandate|loa|project|block',
    1.2,
  ],
  ['order|contract win|wins', 1.1],
  ['lowest bidder', 1],
  ['preferred bidder', 1],
  ['loses|lost|lose ~6 order|contract|client|bid|customer|block|arbitration|case|appeal', -1.3],
  ['contract|order|deal|pact terminated|cancelled|scrapped', -1.3],
  ['terminates|cancels|scraps ~3 contract|order|deal', -1.3],
  ['fails|failed|unable to', -1.2],
  ['signs|inks|signed ~4 deal|pact|mou|agreement|contract', 0.8],
  // Regulators and courts.
  ['usfda|fda nod|approval|clearance', 1.2],
  ['gets|receives|secures|wins|bags ~3 approval|nod|clearance', 1.1],
  ['clears|cleared ~3 inspection', 1],
  ['zero observations', 0.8],
  ['warning letter', -1.4],
  ['usfda|fda observations', -1],
  ['import alert', -1.4],
  ['drops|quashes|closes ~2 proceedings|case|probe|charges', 1.1],
  ['clears|acquits|exonerates ~7 charges|wrongdoing', 1.1],
  ['sets aside', 1],
  ['sets aside ~5 demand|order|penalty', 1.1],
  ['rules|ruled in favour|favor', 1.1],
  ['gets|wins|secures ~1 relief', 1],
  ['rejects|dismisses|rejected ~5 plea|petition|appeal|claim', -1],
  ['petition|plea|appeal allowed', 0.9],
  ['court|ngt|tribunal|hc|sc stays', -1],
  ['under ~2 lens|scanner|investigation|probe', -1],
  ['insider trading', -0.6],
  ['accounting fraud', -1.4],
  ['denies|refutes|rubbishes ~4 fraud|allegation|allegations|report|charges', 0.5],
  ['show cause', -0.8],
  ['tax|gst|customs notice|demand', -0.9],
  ['notice of', -0.4],
  ['registers|files ~1 case', -1],
  ['money laundering', -1],
  ['attaches ~1 assets', -1],
  ['tax department searches', -1.2],
  ['searches ~4 offices|premises', -1],
  ['anti dumping duty', -0.7],
  ['not ~2 face', 1.4],
  ['insolvency plea|petition|proceedings', -1.4],
  ['files|filed for ~1 bankruptcy', -1.6],
  ['bans|bars|barred|banned from', -1.2],
  // Credit.
  ['debt free', 1.2],
  ['net cash', 0.8],
  ['prepays|prepaid|repays|repaid ~3 loan|loans|debt|debentures|ncds', 1],
  ['to ~1 repay', -0.3],
  ['default on', -1.2],
  ['credit rating|rating|outlook|ratings upgraded|raised|upgrade', 1.2],
  ['credit rating|rating|outlook|ratings cut|downgraded|lowered|downgrade', -1.3],
  ['revises|revised ~3 outlook ~1 positive', 1],
  ['outlook revised to positive', 1.2],
  ['outlook revised to negative', -1.2],
  ['outlook to positive', 1],
  ['outlook to negative', -1],
  ['review for downgrade', -1.1],
  ['going concern', -1],
  ['to junk', -0.6],
  ['release|releases|released ~4 pledged|pledge', 1],
  ['revokes|revoke ~1 pledge', 0.8],
  ['invoke|invokes|invoked|invocation ~2 pledge', -1.4],
  ['pledges|pledge|pledged ~4 holding|shares|stake', -1],
  // Capital and owners.
  ['share|shares buyback|repurchase', 1],
  ['approves|announces|plans ~2 buyback', 1],
  ['bonus issue|shares', 0.9],
  ['special dividend', 1],
  ['declares|announces|recommends|raises|hikes ~4 dividend', 0.8],
  ['skips|omits|suspends|defers|cancels ~1 dividend', -1.2],
  ['dividend payout', 0.2],
  ['promoter|promoters increases|increase|raises|raise|hikes|buys stake', 1],
  ['promoter|promoters sells|sell|offloads|offload|trims|cuts ~3 stake|shares', -1],
  ['lap|laps up', 0.8],
  // Analysts.
  ['upgraded|upgrades|upgrade to', 1.1],
  ['upgraded ~2 buy|outperform|overweight|aa|aaa', 1.2],
  ['downgraded|downgrades|downgrade ~4 sell|reduce|underweight|junk', -1.3],
  ['cuts ~4 to sell|reduce|hold', -1.2],
  ['turn|turns|turned bullish', 1],
  ['turn|turns|turned bearish', -1],
  ['no upside', -0.6],
  // The business.
  ['resumes|restarts ~1 production|operations', 1],
  ['halts|suspends|stops|halting ~2 production|operations', -1.2],
  ['capacity expansion', 0.7],
  ['lay|lays off', -1.1],
  ['steps|step|stepped down', -0.8],
  ['recalls|recall ~3', -1],
  ['going|goes on strike', -1],
  ['workers|staff|union strike', -1],
  ['strike at', -0.8],
  ['upper circuit', 1.2],
  ['lower circuit', -1.2],
  ['ahead of schedule', 0.8],
  ['market share', 0.2],
  ['cost savings', 0.8],
  ['going strong', 0.8],
  ['anti competitive', -0.8],
  ['same store sales growth', 0.5],
];

/** Single words that are good news. */
export const GOOD_WORDS =
  'strong robust stellar upbeat healthy bullish beats exceeds outperform outperforms outsells outshines win wins won bags clinches secures upgrade upgrades upgraded nod approval buyback relief profitable accretive deleveraging turnaround rebound rebounds rebounded recover recovers recovered recovery improve improves improved improving strengthen strengthens boost boosts boosted commissions commissioned award awards awarded benefit benefits marquee oversubscribed premium better best optimism optimistic breakthrough milestone resolves resolved successful success triumphs favourable favorable cheers cheer tailwind tailwinds thrives buoyant blockbuster lucrative rewards rewarded acquitted exonerated cheapens eases applauds impresses impressive solid brisk vibrant resilient bright shines sparkles soothes surpasses tops trumps accelerates booming boom bumper windfall scales rerating outpaces outpaced';
/** Single words that are mildly so. */
export const FAIRLY_GOOD_WORDS =
  'launch launches launched expansion expands acquires mou partnership ties growth growing positive dividend clearance raises eyes stable crosses completes completed backed adds added approves partners incentives subsidy extends innovation';
/** Single words that are bad news. */
export const BAD_WORDS =
  'weak weakens weakened weakness muted tepid gloomy sluggish poor bearish misses loss losses default defaults defaulted fraud scam probe raid raids fined fine penalty penalised penalized warns warning downgrade downgrades downgraded resigns resigned resignation quits layoffs retrench halt halts halted shut shuts shutdown closure recall recalls accident fire blast explosion kills injures cyberattack ransomware breach bankruptcy insolvency insolvent terminated cancelled cancellation cancellations scrap scraps scrapped delay delays delayed curbs ban bans banned bars alleged allegation allegations alleges lawsuit sues glut drought floods worsen worsens worsened worsening deteriorate deteriorates deteriorated dent dents dented hurt hurts hurting drag drags suffer suffers lose loses lost fail fails failed rejects rejected undersubscribed writedown impairment omits skips disrupt disrupts disrupted grounds contamination defect dump dumps fears fear concerns concern doubts trouble troubled junk strike injures embezzlement misuse misappropriation slapped violation violations illegal crisis slowdown stressed underperform underperforms adverse worst worse headwind headwinds unrest dispute whistleblower soft saddled bleeds bleed bleeding erodes eroded erosion crater craters cratered outage stress flooded collapse collapses detained seized arrested arrest suspended suspends suspension arrears burns crunch shortage shortages stalled stalls stuck sealed gutted derails derailed battered bruised punished spooks spooked rattles rattled jitters gloom crippled overdue delinquent bogus fake forged irregularities lapses lapse evasion bribery corruption cheating litigation sued indicted convicted jailed wilful defaulter haircut liquidation moratorium defers deferred shelves shelved withdraws withdrawn aborts aborted cancels terminates flags lacklustre dismal anaemic subdued stagnant flounders struggles struggling struggle woes plagued pangs painful costly overvalued';
/** Single words that are mildly so. */
export const FAIRLY_BAD_WORDS =
  'pressure warn caution cautious lawsuit notice eat eats forced faces uncertainty weighs negative volatile lower';

/** A word among these in front turns what follows round. */
export const NEGATIONS =
  "not no never without denies deny denied denying isn't won't doesn't didn't hasn't cannot unlikely rules refutes neither nor lacks";

/** What follows one of these is told as the cause or the surroundings, and counts for less. */
export const CAUSES = 'as on amid after following with by from over in';
/** What follows one of these is what the headline sets itself against. */
export const AGAINST = 'despite although though notwithstanding defying';

/**
 * Letters that companies must send and that say nothing of how they fare, and headlines that only
 * list: their score is 0 whatever words stand in them.
 */
export const NEUTRAL: readonly RegExp[] = [
  /\bboard meeting intimation\b|\bintimation of (?:the )?board meeting\b/i,
  /\bnewspaper (?:publication|advertisement)s?\b/i,
  /\btrading window\b/i,
  /\bloss\b.{0,24}\bcertificates?\b|\bduplicate (?:share )?certificates?\b/i,
  /\bshare ?holding pattern\b/i,
  /\bcompliance (?:certificate|report)\b|\bcertificate under\b|\breg(?:ulation)?\.? ?(?:74|7|40)\b/i,
  /\b(?:analysts?|investors?)\b.{0,30}\b(?:meet|meeting|con\. ?call|conference call)\b/i,
  /\bschedule of\b.{0,30}\b(?:call|meet)/i,
  /\bcon(?:ference)?\.? call\b|\bearnings call\b/i,
  /\bvoting results?\b|\bscrutini[sz]er'?s?\b|\be-?voting\b|\bpostal ballot\b/i,
  /\bbook closure\b|\brecord date\b/i,
  /\bstatement of (?:investor complaints|deviation)/i,
  /\b(?:change|changes) in (?:directorate|management|registrar|auditors?|company secretary)\b/i,
  /\b(?:esop|esps|esos)\b/i,
  /\bmonitoring agency report\b|\brelated party transactions?\b|\bbusiness responsibility\b/i,
  /\breply to clarification\b|\bclarification sought\b|\bclarifies on media\b/i,
  /\bgeneral updates\b|\binvestor presentation\b|\bintegrated filing\b/i,
  /\btransfer to iepf\b|\biepf\b/i,
  /\bstocks? (?:to watch|in (?:news|focus))\b|\bbulk deals?:|\bipo calendar\b/i,
  /\bf&o ban\b|\bban list\b/i,
  /\bmarket (?:holiday|timings)\b|\bmuhurat\b/i,
  /\b(?:things|what) to (?:know|expect|watch)\b/i,
  /\bto (?:announce|consider|release|declare)\b.{0,40}\b(?:results?|earnings|report|fund raising)\b/i,
  /\bdisclosure (?:under|of)\b/i,
  /\bex-dividend\b|\bex-date\b/i,
];

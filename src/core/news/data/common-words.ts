/**
 * Words that are names or symbols on NSE and also stand in headlines that mean something else. Alone
 * they name a company only where the text marks it as a symbol (`NSE: IDEA`, `(TITAN)`), or an alias
 * says more (`Vodafone Idea`).
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  [
    'abb action adani affle ajax allied alpha amber amp apex apollo ashoka asian atlas aurum',
    'bajaj balaji bank basic beta birla blue bright bse buy',
    'capital care cash century ceo cfo cello chambal city classic coal cost credit crisil crown cyber cyient',
    'dabur data debt delta dhanuka diamond digital dollar dollars dynamic',
    'eagle easy edge elite emami emerald energy enterprise epl equity escorts etf eureka ever excel exide export',
    'fiber fii finance first focus force fortis future',
    'galaxy garden gdp global gold golden good grand graphite great green group gst gti',
    'happy hdfc healthcare heritage hero high home honda hotel',
    'icon idea ideal imf impact index india indian infra ipo iris iron isin isolate it ivp',
    'jain jay jewel jindal jyoti',
    'kaya key king kirloskar',
    'larsen life lic link linc lion long lotus low lt',
    'magnum mahindra majesco mangalam mark market mars master max maxim mcx media meghmani metro mirror mold more motor',
    'nagarjuna national nelco neo network new next nifty nova nse',
    'ocean oil olympic one opal open orient oriental orbit',
    'page paper paramount patel peninsula phoenix pilot pioneer polar power pride prime profit pulse pure',
    'quick quess',
    'radico rain rainbow raj ramco range rbi real reliance regal rico rolex royal rupa',
    'safari sakar salasar sail sale samsung sandal sat seamec sebi sensex service setco share shanti shiva signet silver sky snowman solar sona south spic spectrum speciality speed star steel sterling stock strong sun sundaram supreme surya swan symphony',
    'tata tech texmo thomas tiger time times titan top torrent total trent triton true trust',
    'ugar ultra union unique united uno usd usha',
    'value vardhman vector venus viceroy victory vip virtual vision vista visual vital',
    'wealth welcome wellness west white wind winner wonder world',
    'xl yes young zee zen zenith zodiac zoom',
  ]
    .join(' ')
    .split(' '),
);

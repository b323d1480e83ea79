import type { Migration } from '../migrate.ts';

/** Candlestick patterns that instruments had. */
export const patterns: Migration = {
  number: 9,
  name: 'patterns',
  sql: `
CREATE TABLE pattern_names (
  pattern INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO pattern_names (pattern, name) VALUES
  (0, 'CDL2CROWS'), (1, 'CDL3BLACKCROWS'), (2, 'CDL3INSIDE'), (3, 'CDL3LINESTRIKE'),
  (4, 'CDL3OUTSIDE'), (5, 'CDL3STARSINSOUTH'), (6, 'CDL3WHITESOLDIERS'), (7, 'CDLABANDONEDBABY'),
  (8, 'CDLADVANCEBLOCK'), (9, 'CDLBELTHOLD'), (10, 'CDLBREAKAWAY'), (11, 'CDLCLOSINGMARUBOZU'),
  (12, 'CDLCONCEALBABYSWALL'), (13, 'CDLCOUNTERATTACK'), (14, 'CDLDARKCLOUDCOVER'), (15, 'CDLDOJI'),
  (16, 'CDLDOJISTAR'), (17, 'CDLDRAGONFLYDOJI'), (18, 'CDLENGULFING'), (19, 'CDLEVENINGDOJISTAR'),
  (20, 'CDLEVENINGSTAR'), (21, 'CDLGAPSIDESIDEWHITE'), (22, 'CDLGRAVESTONEDOJI'), (23, 'CDLHAMMER'),
  (24, 'CDLHANGINGMAN'), (25, 'CDLHARAMI'), (26, 'CDLHARAMICROSS'), (27, 'CDLHIGHWAVE'),
  (28, 'CDLHIKKAKE'), (29, 'CDLHIKKAKEMOD'), (30, 'CDLHOMINGPIGEON'), (31, 'CDLIDENTICAL3CROWS'),
  (32, 'CDLINNECK'), (33, 'CDLINVERTEDHAMMER'), (34, 'CDLKICKING'), (35, 'CDLKICKINGBYLENGTH'),
  (36, 'CDLLADDERBOTTOM'), (37, 'CDLLONGLEGGEDDOJI'), (38, 'CDLLONGLINE'), (39, 'CDLMARUBOZU'),
  (40, 'CDLMATCHINGLOW'), (41, 'CDLMATHOLD'), (42, 'CDLMORNINGDOJISTAR'), (43, 'CDLMORNINGSTAR'),
  (44, 'CDLONNECK'), (45, 'CDLPIERCING'), (46, 'CDLRICKSHAWMAN'), (47, 'CDLRISEFALL3METHODS'),
  (48, 'CDLSEPARATINGLINES'), (49, 'CDLSHOOTINGSTAR'), (50, 'CDLSHORTLINE'), (51, 'CDLSPINNINGTOP'),
  (52, 'CDLSTALLEDPATTERN'), (53, 'CDLSTICKSANDWICH'), (54, 'CDLTAKURI'), (55, 'CDLTASUKIGAP'),
  (56, 'CDLTHRUSTING'), (57, 'CDLTRISTAR'), (58, 'CDLUNIQUE3RIVER'), (59, 'CDLUPSIDEGAP2CROWS'),
  (60, 'CDLXSIDEGAP3METHODS');

-- hits only; value as TA-Lib has it: 100 and 200 upwards, -100 and -200 downwards, 80 for 100 with
-- one end of the bodies in common
CREATE TABLE patterns (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  session TEXT NOT NULL,
  pattern INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value IN (-200, -100, -80, 80, 100, 200)),
  PRIMARY KEY (instrument_id, session, pattern)
) STRICT, WITHOUT ROWID;

CREATE VIEW patterns_by_name AS
  SELECT p.session, s.symbol, n.name AS pattern, p.value
  FROM patterns p
  JOIN pattern_names n ON n.pattern = p.pattern
  JOIN instrument_symbols s ON s.instrument_id = p.instrument_id AND s.valid_to IS NULL
  ORDER BY p.session DESC, s.symbol, n.name;
`,
};

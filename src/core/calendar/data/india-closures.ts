/**
 * Weekdays on which NSE and BSE did not trade at all, by year: `MM-DD name`, split by `;`.
 * Weekend holidays are not in it: a weekend without a special session is closed anyway.
 *
 * Which days: to 2026-07-01 every weekday without a NIFTY 50 row; from then on the capital-market
 * list of the exchange for 2026. Names from 2016 on follow published lists; older ones are the
 * festival of that date, and do not decide anything. A day without a name is `holiday`.
 */
export const INDIA_CLOSURES: Readonly<Record<number, string>> = {
  1999: `01-20 Ramzan Id;01-26 Republic Day;03-02 Holi;03-29 Bakri Id;04-02 Good Friday
    ;04-14 Ambedkar Jayanti;04-27 Muharram;09-13 Ganesh Chaturthi;10-19 Dussehra;11-08
    ;11-23 Guru Nanak Jayanti;12-31`,
  2000: `01-26 Republic Day;03-17 Bakri Id;03-20 Holi;04-14 Ambedkar Jayanti;04-21 Good Friday
    ;05-01 Maharashtra Day;08-15 Independence Day;09-01 Ganesh Chaturthi;10-02 Gandhi Jayanti
    ;12-25 Christmas`,
  2001: `01-26 Republic Day;03-06 Bakri Id;04-05 Muharram;04-13 Good Friday;05-01 Maharashtra Day
    ;08-15 Independence Day;08-22 Ganesh Chaturthi;10-02 Gandhi Jayanti;10-26 Dussehra
    ;11-16 Balipratipada;11-30 Guru Nanak Jayanti;12-17 Ramzan Id;12-25 Christmas`,
  2002: `03-25 Muharram;03-29 Good Friday;05-01 Maharashtra Day;08-15 Independence Day
    ;09-10 Ganesh Chaturthi;10-02 Gandhi Jayanti;10-15 Dussehra;11-06 Bhaubeej
    ;11-19 Guru Nanak Jayanti;12-25 Christmas`,
  2003: `02-13 Bakri Id;03-14 Muharram;03-18 Holi;04-14 Ambedkar Jayanti;04-18 Good Friday
    ;05-01 Maharashtra Day;08-15 Independence Day;10-02 Gandhi Jayanti;11-26 Ramzan Id
    ;12-25 Christmas`,
  2004: `01-26 Republic Day;02-02 Bakri Id;03-02 Muharram;04-09 Good Friday;04-14 Ambedkar Jayanti
    ;04-26 Parliamentary election;10-13 Maharashtra assembly election;10-22 Dussehra
    ;11-15 Ramzan Id;11-26 Guru Nanak Jayanti`,
  2005: `01-21 Bakri Id;01-26 Republic Day;03-25 Good Friday;04-14 Ambedkar Jayanti
    ;07-28 Mumbai floods;08-15 Independence Day;09-07 Ganesh Chaturthi;10-12 Dussehra
    ;11-03 Balipratipada;11-04;11-15 Guru Nanak Jayanti`,
  2006: `01-11 Bakri Id;01-26 Republic Day;02-09 Muharram;03-15 Holi;04-06 Ram Navami
    ;04-11 Mahavir Jayanti;04-14 Ambedkar Jayanti, Good Friday;05-01 Maharashtra Day
    ;08-15 Independence Day;10-02 Gandhi Jayanti;10-24 Bhaubeej;10-25 Ramzan Id;12-25 Christmas`,
  2007: `01-01 Bakri Id;01-26 Republic Day;01-30 Muharram;02-16 Mahashivratri;03-27 Ram Navami
    ;04-06 Good Friday;05-01 Maharashtra Day;05-02 Buddha Pournima;08-15 Independence Day
    ;10-02 Gandhi Jayanti;12-21 Bakri Id;12-25 Christmas`,
  2008: `03-06 Mahashivratri;03-20 Id-e-Milad;03-21 Good Friday;04-14 Ambedkar Jayanti
    ;04-18 Mahavir Jayanti;05-01 Maharashtra Day;05-19 Buddha Pournima;08-15 Independence Day
    ;09-03 Ganesh Chaturthi;10-02 Gandhi Jayanti;10-09 Dussehra;10-30 Bhaubeej
    ;11-13 Guru Nanak Jayanti;11-27 Mumbai attacks;12-09 Bakri Id;12-25 Christmas`,
  2009: `01-08 Muharram;01-26 Republic Day;02-23 Mahashivratri;03-10 Id-e-Milad;03-11 Holi
    ;04-03 Ram Navami;04-07 Mahavir Jayanti;04-10 Good Friday;04-14 Ambedkar Jayanti
    ;04-30 Parliamentary election;05-01 Maharashtra Day;09-21 Ramzan Id;09-28 Dussehra
    ;10-02 Gandhi Jayanti;10-13 Maharashtra assembly election;10-19 Balipratipada
    ;11-02 Guru Nanak Jayanti;12-25 Christmas;12-28 Muharram`,
  2010: `01-01 New Year;01-26 Republic Day;02-12 Mahashivratri;03-01 Holi;03-24 Ram Navami
    ;04-02 Good Friday;04-14 Ambedkar Jayanti;09-10 Ramzan Id;11-17 Bakri Id;12-17 Muharram`,
  2011: `01-26 Republic Day;03-02 Mahashivratri;04-12 Ram Navami;04-14 Ambedkar Jayanti
    ;04-22 Good Friday;08-15 Independence Day;08-31 Ramzan Id;09-01 Ganesh Chaturthi
    ;10-06 Dussehra;10-27 Balipratipada;11-07 Bakri Id;11-10 Guru Nanak Jayanti;12-06 Muharram`,
  2012: `01-26 Republic Day;02-20 Mahashivratri;03-08 Holi;04-05 Mahavir Jayanti;04-06 Good Friday
    ;05-01 Maharashtra Day;08-15 Independence Day;08-20 Ramzan Id;09-19 Ganesh Chaturthi
    ;10-02 Gandhi Jayanti;10-24 Dussehra;11-14 Balipratipada;11-28 Guru Nanak Jayanti
    ;12-25 Christmas`,
  2013: `03-27 Holi;03-29 Good Friday;04-19 Ram Navami;04-24 Mahavir Jayanti;05-01 Maharashtra Day
    ;08-09 Ramzan Id;08-15 Independence Day;09-09 Ganesh Chaturthi;10-02 Gandhi Jayanti
    ;10-16 Bakri Id;11-04 Balipratipada;11-15 Muharram;12-25 Christmas`,
  2014: `02-27 Mahashivratri;03-17 Holi;04-08 Ram Navami;04-14 Ambedkar Jayanti;04-18 Good Friday
    ;04-24 Parliamentary election;05-01 Maharashtra Day;07-29 Ramzan Id;08-15 Independence Day
    ;08-29 Ganesh Chaturthi;10-02 Gandhi Jayanti;10-03 Dussehra;10-06 Bakri Id
    ;10-15 Maharashtra assembly election;10-24 Balipratipada;11-04 Muharram
    ;11-06 Guru Nanak Jayanti;12-25 Christmas`,
  2015: `01-26 Republic Day;02-17 Mahashivratri;03-06 Holi;04-02 Mahavir Jayanti;04-03 Good Friday
    ;04-14 Ambedkar Jayanti;05-01 Maharashtra Day;09-17 Ganesh Chaturthi;09-25 Bakri Id
    ;10-02 Gandhi Jayanti;10-22 Dussehra;11-12 Balipratipada;11-25 Guru Nanak Jayanti
    ;12-25 Christmas`,
  2016: `01-26 Republic Day;03-07 Mahashivratri;03-24 Holi;03-25 Good Friday
    ;04-14 Ambedkar Jayanti;04-15 Ram Navami;04-19 Mahavir Jayanti;07-06 Ramzan Id
    ;08-15 Independence Day;09-05 Ganesh Chaturthi;09-13 Bakri Id;10-11 Dussehra;10-12 Muharram
    ;10-31 Balipratipada;11-14 Guru Nanak Jayanti`,
  2017: `01-26 Republic Day;02-24 Mahashivratri;03-13 Holi;04-04 Ram Navami
    ;04-14 Ambedkar Jayanti, Good Friday;05-01 Maharashtra Day;06-26 Ramzan Id
    ;08-15 Independence Day;08-25 Ganesh Chaturthi;10-02 Gandhi Jayanti;10-20 Balipratipada
    ;12-25 Christmas`,
  2018: `01-26 Republic Day;02-13 Mahashivratri;03-02 Holi;03-29 Mahavir Jayanti;03-30 Good Friday
    ;05-01 Maharashtra Day;08-15 Independence Day;08-22 Bakri Id;09-13 Ganesh Chaturthi
    ;09-20 Muharram;10-02 Gandhi Jayanti;10-18 Dussehra;11-08 Balipratipada
    ;11-23 Guru Nanak Jayanti;12-25 Christmas`,
  2019: `03-04 Mahashivratri;03-21 Holi;04-17 Mahavir Jayanti;04-19 Good Friday
    ;04-29 Parliamentary election;05-01 Maharashtra Day;06-05 Ramzan Id;08-12 Bakri Id
    ;08-15 Independence Day;09-02 Ganesh Chaturthi;09-10 Muharram;10-02 Gandhi Jayanti
    ;10-08 Dussehra;10-21 Maharashtra assembly election;10-28 Balipratipada
    ;11-12 Guru Nanak Jayanti;12-25 Christmas`,
  2020: `02-21 Mahashivratri;03-10 Holi;04-02 Ram Navami;04-06 Mahavir Jayanti;04-10 Good Friday
    ;04-14 Ambedkar Jayanti;05-01 Maharashtra Day;05-25 Ramzan Id;10-02 Gandhi Jayanti
    ;11-16 Balipratipada;11-30 Guru Nanak Jayanti;12-25 Christmas`,
  2021: `01-26 Republic Day;03-11 Mahashivratri;03-29 Holi;04-02 Good Friday
    ;04-14 Ambedkar Jayanti;04-21 Ram Navami;05-13 Ramzan Id;07-21 Bakri Id;08-19 Muharram
    ;09-10 Ganesh Chaturthi;10-15 Dussehra;11-05 Balipratipada;11-19 Guru Nanak Jayanti`,
  2022: `01-26 Republic Day;03-01 Mahashivratri;03-18 Holi
    ;04-14 Ambedkar Jayanti, Mahavir Jayanti;04-15 Good Friday;05-03 Ramzan Id;08-09 Muharram
    ;08-15 Independence Day;08-31 Ganesh Chaturthi;10-05 Dussehra;10-26 Balipratipada
    ;11-08 Guru Nanak Jayanti`,
  2023: `01-26 Republic Day;03-07 Holi;03-30 Ram Navami;04-04 Mahavir Jayanti;04-07 Good Friday
    ;04-14 Ambedkar Jayanti;05-01 Maharashtra Day;06-29 Bakri Id;08-15 Independence Day
    ;09-19 Ganesh Chaturthi;10-02 Gandhi Jayanti;10-24 Dussehra;11-14 Balipratipada
    ;11-27 Guru Nanak Jayanti;12-25 Christmas`,
  2024: `01-22 Ram temple consecration;01-26 Republic Day;03-08 Mahashivratri;03-25 Holi
    ;03-29 Good Friday;04-11 Ramzan Id;04-17 Ram Navami;05-01 Maharashtra Day
    ;05-20 Parliamentary election;06-17 Bakri Id;07-17 Muharram;08-15 Independence Day
    ;10-02 Gandhi Jayanti;11-15 Guru Nanak Jayanti;11-20 Maharashtra assembly election
    ;12-25 Christmas`,
  2025: `02-26 Mahashivratri;03-14 Holi;03-31 Ramzan Id;04-10 Mahavir Jayanti
    ;04-14 Ambedkar Jayanti;04-18 Good Friday;05-01 Maharashtra Day;08-15 Independence Day
    ;08-27 Ganesh Chaturthi;10-02 Gandhi Jayanti, Dussehra;10-22 Balipratipada
    ;11-05 Guru Nanak Jayanti;12-25 Christmas`,
  2026: `01-15 Maharashtra municipal elections;01-26 Republic Day;03-03 Holi;03-26 Ram Navami
    ;03-31 Mahavir Jayanti;04-03 Good Friday;04-14 Ambedkar Jayanti;05-01 Maharashtra Day
    ;05-28 Bakri Id;06-26 Muharram;09-14 Ganesh Chaturthi;10-02 Gandhi Jayanti;10-20 Dussehra
    ;11-10 Balipratipada;11-24 Guru Nanak Jayanti;12-25 Christmas`,
};

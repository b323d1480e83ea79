/*
 * The yardstick for indicators and patterns: TA-Lib's own C functions over the same bars.
 * usage: talib FILE SYMBOLS BARS — FILE has, symbol after symbol, the columns open, high, low, close and
 * volume as doubles. Prints the processor time of each, milliseconds, as JSON.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "ta_abstract.h"
#include "ta_libc.h"

static int symbols, bars, first, count;
static const double *columns;
static double *out[3], sum;
static int *hits;

static double spent(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static const double *column(int symbol, int which) {
  return columns + ((long)symbol * 5 + which) * bars;
}

#define DO(name, ...) \
  do { \
    if (TA_##name(0, bars - 1, __VA_ARGS__) != TA_SUCCESS) exit(1); \
    sum += out[0][count - 1]; \
  } while (0)

static void indicators(int symbol) {
  const double *high = column(symbol, 1), *low = column(symbol, 2);
  const double *close = column(symbol, 3), *volume = column(symbol, 4);
  int *f = &first, *n = &count;
  DO(SMA, close, 20, f, n, out[0]);
  DO(EMA, close, 20, f, n, out[0]);
  DO(WMA, close, 20, f, n, out[0]);
  DO(DEMA, close, 20, f, n, out[0]);
  DO(RSI, close, 14, f, n, out[0]);
  DO(MACD, close, 12, 26, 9, f, n, out[0], out[1], out[2]);
  DO(BBANDS, close, 20, 2, 2, TA_MAType_SMA, f, n, out[0], out[1], out[2]);
  DO(STDDEV, close, 20, 1, f, n, out[0]);
  DO(ROC, close, 10, f, n, out[0]);
  DO(TRIX, close, 15, f, n, out[0]);
  DO(ATR, high, low, close, 14, f, n, out[0]);
  DO(ADX, high, low, close, 14, f, n, out[0]);
  DO(PLUS_DI, high, low, close, 14, f, n, out[0]);
  DO(MINUS_DI, high, low, close, 14, f, n, out[0]);
  DO(CCI, high, low, close, 14, f, n, out[0]);
  DO(WILLR, high, low, close, 14, f, n, out[0]);
  DO(STOCH, high, low, close, 9, 3, TA_MAType_SMA, 3, TA_MAType_SMA, f, n, out[0], out[1]);
  DO(OBV, close, volume, f, n, out[0]);
  DO(AD, high, low, close, volume, f, n, out[0]);
  DO(MFI, high, low, close, volume, 14, f, n, out[0]);
}

static void pattern(const TA_FuncInfo *info, void *patterns) {
  TA_ParamHolder *call;
  if (strncmp(info->name, "CDL", 3) != 0) return;
  if (TA_ParamHolderAlloc(info->handle, &call) != TA_SUCCESS) exit(1);
  for (int symbol = 0; symbol < symbols; symbol++) {
    TA_SetInputParamPricePtr(call, 0, column(symbol, 0), column(symbol, 1), column(symbol, 2),
                             column(symbol, 3), column(symbol, 4), NULL);
    TA_SetOutputParamIntegerPtr(call, 0, hits);
    if (TA_CallFunc(call, 0, bars - 1, &first, &count) != TA_SUCCESS) exit(1);
    sum += hits[count - 1];
  }
  TA_ParamHolderFree(call);
  ++*(int *)patterns;
}

int main(int words, char **word) {
  if (words != 4) return 64;
  symbols = atoi(word[2]);
  bars = atoi(word[3]);
  size_t numbers = (size_t)symbols * 5 * bars;
  double *all = malloc(numbers * sizeof(double));
  FILE *file = fopen(word[1], "rb");
  if (!all || !file || fread(all, sizeof(double), numbers, file) != numbers) return 74;
  columns = all;
  for (int at = 0; at < 3; at++) out[at] = malloc(bars * sizeof(double));
  hits = malloc(bars * sizeof(int));
  if (TA_Initialize() != TA_SUCCESS) return 1;
  double begun = spent();
  for (int symbol = 0; symbol < symbols; symbol++) indicators(symbol);
  double indicatorsMs = spent() - begun;
  int patterns = 0;
  begun = spent();
  TA_ForEachFunc(pattern, &patterns);
  double patternsMs = spent() - begun;
  printf("{\"indicators\":%.1f,\"patterns\":%.1f,\"functions\":%d,\"sum\":%g}\n", indicatorsMs,
         patternsMs, patterns, sum);
  return 0;
}

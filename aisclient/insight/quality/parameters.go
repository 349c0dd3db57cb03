package quality

// The thresholds of data quality that reports name; see quality.go for their sources.
const (
	ShortDays     = shortDays     // coverage below this is short
	GapDays       = gapDays       // a gap is longer
	GapTimes      = gapTimes      // and longer than so many times the account's 95th-percentile interval
	EverydayRows  = everydayRows  // fewer everyday rows in 90 days are not those of a main account
	LeavesPercent = leavesPercent // of the income, to own accounts outside or to one person
)

package stream

// The thresholds of income and obligations that reports name; see numbers.go for their sources.
const (
	WindowDays         = windowDays    // days over which an income is looked at, at least
	WindowCycles       = windowCycles  // or so many cycles
	ProvenSpan         = provenSpan    // days from the first to the last payment of a proven stream
	CirclePermille     = circleGone    // of what a payer paid: more going back leaves no income
	CircleNetPermille  = circleNet     // from here on only the net counts
	RecentMonths       = recentMonths  // months of the means of irregular obligations
	RevolvingPermille  = revolvingPart // of a card's limit, a month, where repayments show no more
	BusinessMeanMonths = businessMonths
)

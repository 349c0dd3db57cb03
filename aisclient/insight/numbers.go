package insight

// Limits of findings, in thousandths of income or spending. [J] all.
const (
	gamblingWarn  = 100 // of what came in
	cashNote      = 500 // of what went out
	lateWarn      = 10  // of a month's income: a charge of a few units is no warning
	copiesNote    = 10  // of a month's income (statement 4.6)
	lowMonthEnds  = 100 // of a month's income (statement 6.6)
	serviceNote   = 400 // of income; [Ds] of statement 6.3
	serviceWarn   = 500
	limitNote     = 750 // of a limit (statement 6.2)
	belowZeroWarn = 3   // days in the last 90
)

// earlyDays is how many days after a wage stopped another one explains it [J]; agoMonths after how many months a wage
// that stopped is history.
const (
	earlyDays = 62
	agoMonths = 6
)

// steadyBill is the stability in thousandths from which on a payment of any kind is one that somebody expects [J].
const steadyBill = 950

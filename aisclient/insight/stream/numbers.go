package stream

import "aisdesk/aisclient"

// The numbers of this package, with the tag of where they are from: [Yx] a source that judgement cites, [J] our own.
const (
	windowDays     = 90  // 5.11: an income is looked at over at least so many days [J]
	windowCycles   = 3   // 5.11: or over so many cycles [J]
	provenSpan     = 56  // 5.8: days from the first to the last payment of a proven stream [J]
	provenAlimony  = 6   // 5.8: payments that prove alimony [J]
	circleGone     = 500 // 4.4: thousandths that go back to a payer and leave no income [J]
	circleNet      = 100 // 4.4: thousandths from which on only the net counts [J]
	businessMonths = 6   // 5.8: months of one mean of business receipts [J]
	businessBack   = 6   // 5.8: how many months back the least mean is looked for [J]
	splitOverlap   = 2   // 5.1: payments of each text within the time of the other that make them two streams [J]
	graceDays      = 7   // 7.2: days by which the first row may be later than the data [J]
	recentMonths   = 6   // 6.1, 6.4, 6.6: months of means and medians [J]
	fewestMonths   = 3   // 6.4: full months that a median needs [J]
	recentStop     = 122 // 6.1: days for which an instalment that stopped is possible: paid off or in arrears [J]
	fewestCovered  = 120 // 6.1: days of data from which on a mean of 6 months is not too low [J]
	recentPayment  = 62  // 6.1: days after which a single instalment is no sign of another [J]
	revolvingPart  = 50  // 6.2: thousandths of a limit that are paid a month; banks use 30 to 50 [Ds]
	monthDays      = 3044
	// monthDays are the hundredths of days of a month (5.11).
)

// windowFrom is the first day of a window of so many months that ends on a day.
func windowFrom(day aisclient.Date, months int) aisclient.Date {
	return day.AddDays(1 - (months*monthDays+50)/100)
}

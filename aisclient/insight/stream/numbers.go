package stream

import "aisdesk/aisclient"

// The numbers of this package, with the tag of where they are from: [Yx] a source that judgement cites, [J] our own.
// Those that a backtest may change are in package rules.
const (
	providerDays   = 90  // 5.12: days of the providers' mean [Y]
	businessMonths = 6   // 5.8: months of one mean of business receipts [J]
	businessBack   = 6   // 5.8: how many months back the least mean is looked for [J]
	splitOverlap   = 2   // 5.1: payments of each text within the time of the other that make them two streams [J]
	splitDays      = 62  // 5.1: days over which the number of a contract comes back; that of a month does in fewer [J]
	fewestParts    = 3   // 5.5: last parts that tell the number of a part from that of a month [J]
	graceDays      = 7   // 7.2: days by which the first row may be later than the data [J]
	fewestMonths   = 3   // 6.4: full months that a median needs [J]
	recentStop     = 122 // 6.1: days for which an instalment that stopped, or came once, is possible: paid off or in arrears [J]
	fewestCovered  = 120 // 6.1: days of data from which on a mean of 6 months is not too low [J]
	fewestDuties   = 2   // 5.8: payments of tax or contributions in a year that a business makes at least [J]
	dutyShare      = 100 // 5.8: they come to one in so many of its receipts at least [J]
	monthDays      = 3044
	// monthDays are the hundredths of days of a month (5.11).
)

// windowFrom is the first day of a window of so many months that ends on a day.
func windowFrom(day aisclient.Date, months int) aisclient.Date {
	return day.AddDays(1 - (months*monthDays+50)/100)
}

package cadence

// The numbers of this package, with the tag of where they are from: [Yx] a source that the specification cites, [J] our own.
const (
	fitShare      = 80 // 5.2: percent of the dates that must fit [Ya]
	metShare      = 75 // 5.2: percent of the due dates that must be met [J]
	metOfEnd      = 90 // percent of the due dates that the end of a series must meet where all of it fits none [J]
	datesPerDue   = 2  // more dates than that for each due date are purchases [J]
	fewestOfDays  = 8  // 5.2: from so many dates on, dates on most days are fees and shopping [J]
	bonusTenths   = 13 // 5.5: a cycle above so many tenths of the median has a bonus [J]
	bonusCycles   = 12 // 5.5: cycles of the median [J]
	agreeFifths   = 6  // 5.5: three cycles whose greatest is at most so many fifths of the least are a new level [J]
	levelQuarters = 5  // 5.6: the last cycles count as so many quarters: / 0.8 [J]
	fewestRests   = 3  // payments that are no advance, of which advances can be parts [J]
	longestAhead  = 45 // days after the last such payment: advances beyond are a pay of their own [J]
	bonusTimes    = 2  // 5.5: a bonus that came so often in 12 months is proven [Et]
)

// rule is what a cycle asks for. The tolerances and counts are those of statement 5.2: three payments for a mature
// stream, two for a yearly one, are Plaid's and Truv's; the rest is our judgement.
type rule struct {
	cycle     Cycle
	days      int // between due dates; 0 for months
	months    int // between due dates; 0 for days
	tolerance int // days that a payment may be off its due date
	mature    int // payments that make a stream
	recent    int // cycles of the longest mean of its level; the others are two thirds and one third of it
	perYear   int // for the monthly figure: level x perYear / 12
	apart     int // days between the two dates of a month, at least; nearer ones are parts of one pay [J]
}

// rules come in the order that decides between cycles that fit equally well.
var rules = []rule{
	{cycle: Monthly, months: 1, tolerance: 6, mature: 3, recent: 3, perYear: 12},
	{cycle: Weekly, days: 7, tolerance: 2, mature: 8, recent: 12, perYear: 52},
	{cycle: Biweekly, days: 14, tolerance: 3, mature: 5, recent: 6, perYear: 26},
	{cycle: SemiMonthly, months: 1, tolerance: 4, mature: 5, recent: 6, perYear: 24, apart: 9},
	{cycle: FourWeekly, days: 28, tolerance: 3, mature: 4, recent: 3, perYear: 13},
	{cycle: TwoMonthly, months: 2, tolerance: 10, mature: 3, recent: 3, perYear: 6},
	{cycle: Quarterly, months: 3, tolerance: 12, mature: 3, recent: 3, perYear: 4},
	{cycle: HalfYearly, months: 6, tolerance: 15, mature: 2, recent: 3, perYear: 2},
	{cycle: Yearly, months: 12, tolerance: 20, mature: 2, recent: 3, perYear: 1},
}

// nearSemi is for two dates of a month that are too far apart to be parts of one pay and nearer than SemiMonthly's: it is
// tried where no rule fits.
var nearSemi = rule{cycle: SemiMonthly, months: 1, tolerance: 4, mature: 5, recent: 6, perYear: 24, apart: 7}

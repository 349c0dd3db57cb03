package verify

import (
	"fmt"
	"strconv"

	"aisdesk/aisclient/rules"
)

// Parameter is a threshold that a rule decides by.
type Parameter struct {
	Name   string
	Value  string // with its unit
	Source string // where it is from
}

// Where thresholds are from.
const (
	ownJudgement = "own judgement"
	sourceYapily = "Yapily, Kontomatik"
	sourceEU     = "Directive (EU) 2023/2225"
	sourceBanks  = "banks use 3 to 5 %"
)

// RuleName is the rule that decides about claims of a kind.
func (k Kind) RuleName() string {
	if name, ok := ruleNames[k]; ok {
		return name
	}
	return string(k)
}

var ruleNames = map[Kind]string{
	KindName:        "name of an owner",
	KindIBAN:        "account number",
	KindPESEL:       "personal number",
	KindBirthDate:   "date of birth",
	KindAddress:     "address",
	KindIncome:      "proven income a month",
	KindEmployer:    "payer of the salary",
	KindBalance:     "balance of deposit accounts",
	KindObligations: "obligations a month",
	KindActiveSince: "age of the account",
	KindMaxAge:      "age of the data",
	KindWithout:     "absence of a sign",
	KindNeverBelow:  "days below zero",
}

// Parameters are the thresholds of a rule set that the rule of a kind decides by.
func (k Kind) Parameters(set *rules.Set) []Parameter {
	set = set.Or()
	p := []Parameter{}
	add := func(source, name, format string, args ...any) {
		p = append(p, Parameter{name, fmt.Sprintf(format, args...), source})
	}
	switch k {
	case KindIncome, KindEmployer:
		in := &set.Income
		add(ownJudgement, "window", "%d days or %d cycles, whichever is longer", in.WindowDays, in.WindowCycles)
		add(ownJudgement, "span of a proven stream", "at least %d days", in.ProvenSpanDays)
		add(ownJudgement, "money back to its payer", "from %s %% on no income, from %s %% on the net", percent(in.CircleGonePermille), percent(in.CircleNetPermille))
	case KindObligations:
		add(ownJudgement, "mean of irregular payments", "%d months", set.Obligations.MeanMonths)
		add(sourceBanks, "revolving credit", "%s %% of the limit a month", percent(set.Obligations.RevolvingPermille))
	case KindWithout:
		add(ownJudgement, "drawn card", "from %d %% of its limit on a loan", set.Signs.DrawnCardPercent)
		add(ownJudgement, "main account", "at least %d everyday rows in 90 days, less than %d %% of the income leaves", set.Quality.EverydayRows, set.Quality.LeavesPercent)
		add(sourceEU, "left out", "health, donations and the like: they enter no check")
	}
	switch k {
	case KindIncome, KindEmployer, KindObligations, KindWithout, KindNeverBelow:
		add(sourceYapily, "coverage", "at least %d days", set.Quality.CoverageDays)
		add(ownJudgement, "gap", "over %d days and %d times the usual interval without a row", set.Quality.GapDays, set.Quality.GapTimes)
	}
	return p
}

// percent writes thousandths as percents.
func percent(permille int) string {
	if permille%10 == 0 {
		return strconv.Itoa(permille / 10)
	}
	return fmt.Sprintf("%d.%d", permille/10, permille%10)
}

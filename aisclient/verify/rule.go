package verify

import (
	"fmt"

	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/insight/stream"
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

// Parameters are the thresholds that the rule of a kind decides by. They belong to RuleSet.
func (k Kind) Parameters() []Parameter {
	p := []Parameter{}
	add := func(source, name, format string, args ...any) {
		p = append(p, Parameter{name, fmt.Sprintf(format, args...), source})
	}
	switch k {
	case KindIncome, KindEmployer:
		add(ownJudgement, "window", "%d days or %d cycles, whichever is longer", stream.WindowDays, stream.WindowCycles)
		add(ownJudgement, "span of a proven stream", "at least %d days", stream.ProvenSpan)
		add(ownJudgement, "money back to its payer", "from %d %% on no income, from %d %% on the net", stream.CirclePermille/10, stream.CircleNetPermille/10)
	case KindObligations:
		add(ownJudgement, "mean of irregular payments", "%d months", stream.RecentMonths)
		add(sourceBanks, "revolving credit", "%d %% of the limit a month", stream.RevolvingPermille/10)
	case KindWithout:
		add(ownJudgement, "drawn card", "from %d %% of its limit on a loan", drawn)
		add(ownJudgement, "main account", "at least %d everyday rows in 90 days, less than %d %% of the income leaves", quality.EverydayRows, quality.LeavesPercent)
		add(sourceEU, "left out", "health, donations and the like: they enter no check")
	}
	switch k {
	case KindIncome, KindEmployer, KindObligations, KindWithout, KindNeverBelow:
		add(sourceYapily, "coverage", "at least %d days", quality.ShortDays)
		add(ownJudgement, "gap", "over %d days and %d times the usual interval without a row", quality.GapDays, quality.GapTimes)
	}
	return p
}

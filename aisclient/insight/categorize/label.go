package categorize

import (
	"strings"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
)

// labelled is what a provider's label says of money in and of money out; None says nothing.
type labelled struct {
	in, out category.Category
	weight  int // of several labels the more telling one decides
}

// labels are the provider's labels that name a kind. The vocabulary is open: what is not here decides nothing, and
// neither do monthly, payment processor, verification and bank.
var labels = map[string]labelled{
	"bailiff":            {out: category.Bailiff, weight: 9},
	"debt collection":    {out: category.DebtCollection, weight: 9},
	"gambling":           {in: category.GamblingWin, out: category.Gambling, weight: 8},
	"mortgage":           {in: category.LoanIn, out: category.Mortgage, weight: 7},
	"credit card":        {out: category.CardRepayment, weight: 6},
	"loan":               {in: category.LoanIn, out: category.LoanRepayment, weight: 5},
	"repayment":          {in: category.Refund, out: category.LoanRepayment, weight: 4},
	"debt repayment":     {in: category.Refund, out: category.LoanRepayment, weight: 4},
	"late payment":       {out: category.LateFee, weight: 3},
	"returned payment":   {in: category.ReturnedPayment, out: category.ReturnedPayment, weight: 9},
	"returned":           {in: category.ReturnedPayment, out: category.ReturnedPayment, weight: 9},
	"salary":             {in: category.Salary, weight: 5},
	"regular wage":       {in: category.Salary, weight: 5},
	"compensation":       {in: category.Salary, weight: 4},
	"extra pay":          {in: category.Salary, weight: 4},
	"pension":            {in: category.Pension, weight: 6},
	"welfare":            {in: category.Benefit, weight: 5},
	"500+":               {in: category.Benefit, weight: 6},
	"800+":               {in: category.Benefit, weight: 6},
	"alimony":            {in: category.AlimonyIn, out: category.AlimonyOut, weight: 6},
	"invoice":            {in: category.BusinessIncome, weight: 3},
	"interest":           {in: category.Interest, weight: 3},
	"cash deposit":       {in: category.CashDeposit, weight: 7},
	"cash withdrawal":    {out: category.CashWithdrawal, weight: 7},
	"internal":           {in: category.OwnTransfer, out: category.OwnTransfer, weight: 9},
	"fee":                {out: category.BankFee, weight: 3},
	"zus":                {out: category.SocialInsurance, weight: 6},
	"tax":                {in: category.TaxRefund, out: category.Tax, weight: 4},
	"rent":               {out: category.Rent, weight: 4},
	"insurance":          {in: category.InsurancePayout, out: category.Insurance, weight: 4},
	"utilities":          {in: category.Refund, out: category.Utilities, weight: 3},
	"telecom":            {in: category.Refund, out: category.Telecom, weight: 3},
	"grocery":            {in: category.Refund, out: category.Groceries, weight: 3},
	"food with delivery": {in: category.Refund, out: category.Restaurants, weight: 3},
	"restaurant":         {in: category.Refund, out: category.Restaurants, weight: 3},
	"nightlife":          {in: category.Refund, out: category.Restaurants, weight: 2},
	"apparel":            {in: category.Refund, out: category.Apparel, weight: 3},
	"healthcare":         {in: category.Refund, out: category.Health, weight: 3},
	"education":          {in: category.Refund, out: category.Education, weight: 3},
	"public transport":   {in: category.Refund, out: category.Transport, weight: 3},
	"fuel":               {in: category.Refund, out: category.Fuel, weight: 3},
	"travel":             {in: category.Refund, out: category.Travel, weight: 2},
	"leisure":            {in: category.Refund, out: category.Leisure, weight: 1},
	"press":              {in: category.Refund, out: category.Subscriptions, weight: 2},
	"charity":            {out: category.Donation, weight: 3},
}

// labelFacts are what one combination of labels says.
type labelFacts struct {
	in, out           category.Category
	inLabel, outLabel string
}

func (f labelFacts) of(in bool) (category.Category, string) {
	if in {
		return f.in, f.inLabel
	}
	return f.out, f.outLabel
}

// readLabels finds what a combination of labels says; of two that tell the same amount the less favourable counts.
func readLabels(names []string) labelFacts {
	var f labelFacts
	var inWeight, outWeight int
	better := func(c category.Category, weight, best int, than category.Category) bool {
		return c != category.None && (weight > best || weight == best && c.Weight() > than.Weight())
	}
	for _, name := range names {
		l, ok := labels[strings.ToLower(name)]
		if !ok {
			continue
		}
		if better(l.in, l.weight, inWeight, f.in) {
			f.in, f.inLabel, inWeight = l.in, name, l.weight
		}
		if better(l.out, l.weight, outWeight, f.out) {
			f.out, f.outLabel, outWeight = l.out, name, l.weight
		}
	}
	return f
}

// byLabel is the decision of the provider's labels.
func (e *evidence) byLabel() (decision, bool) {
	c, name := e.labels.of(e.in)
	if c == category.None {
		return decision{}, false
	}
	d := decision{category: c, reason: reason{stage: Label, label: name, confidence: lexicon.High}}
	return d, true
}

package category

// traits are what is known of a category.
type traits struct {
	name, label string
	in, out     bool
	income      bool
	risky       bool
	weight      int // the heavier, the less favourable to the applicant
}

// table holds every category's traits; the weights of one direction are distinct.
var table = [...]traits{
	None:            {name: "", label: "not categorised"},
	Salary:          {name: "salary", label: "salary", in: true, income: true, weight: 1},
	Pension:         {name: "pension", label: "pension", in: true, income: true, weight: 2},
	Benefit:         {name: "benefit", label: "benefit", in: true, income: true, weight: 3},
	AlimonyIn:       {name: "alimony_in", label: "alimony received", in: true, income: true, weight: 4},
	BusinessIncome:  {name: "business_income", label: "business income", in: true, income: true, weight: 5},
	Interest:        {name: "interest", label: "interest", in: true, income: true, weight: 6},
	CashDeposit:     {name: "cash_deposit", label: "cash paid in", in: true, income: true, weight: 8},
	OwnTransfer:     {name: "own_transfer", label: "own transfer", in: true, out: true, weight: 30},
	LoanIn:          {name: "loan_in", label: "loan paid out", in: true, risky: true, weight: 60},
	Refund:          {name: "refund", label: "refund", in: true, weight: 31},
	GamblingWin:     {name: "gambling_win", label: "gambling winnings", in: true, risky: true, weight: 70},
	InsurancePayout: {name: "insurance_payout", label: "insurance payout", in: true, weight: 32},
	TaxRefund:       {name: "tax_refund", label: "tax refund", in: true, weight: 33},
	PersonIn:        {name: "person_in", label: "from a person", in: true, income: true, weight: 9},
	OtherIn:         {name: "other_in", label: "other, in", in: true, income: true, weight: 7},

	Rent:              {name: "rent", label: "rent", out: true, weight: 40},
	Mortgage:          {name: "mortgage", label: "mortgage", out: true, weight: 50},
	LoanRepayment:     {name: "loan_repayment", label: "loan repayment", out: true, risky: true, weight: 62},
	CardRepayment:     {name: "card_repayment", label: "card repayment", out: true, weight: 51},
	BNPL:              {name: "bnpl", label: "pay later", out: true, risky: true, weight: 61},
	Utilities:         {name: "utilities", label: "utilities", out: true, weight: 20},
	Telecom:           {name: "telecom", label: "telecom", out: true, weight: 19},
	Insurance:         {name: "insurance", label: "insurance", out: true, weight: 18},
	Tax:               {name: "tax", label: "tax", out: true, weight: 22},
	SocialInsurance:   {name: "social_insurance", label: "social insurance", out: true, weight: 21},
	Groceries:         {name: "groceries", label: "groceries", out: true, weight: 2},
	Restaurants:       {name: "restaurants", label: "restaurants", out: true, weight: 10},
	Transport:         {name: "transport", label: "transport", out: true, weight: 3},
	Fuel:              {name: "fuel", label: "fuel", out: true, weight: 4},
	Health:            {name: "health", label: "health", out: true, weight: 5},
	Education:         {name: "education", label: "education", out: true, weight: 6},
	Leisure:           {name: "leisure", label: "leisure", out: true, weight: 11},
	Apparel:           {name: "apparel", label: "apparel", out: true, weight: 9},
	Household:         {name: "household", label: "household", out: true, weight: 7},
	Travel:            {name: "travel", label: "travel", out: true, weight: 12},
	Subscriptions:     {name: "subscriptions", label: "subscriptions", out: true, weight: 8},
	CashWithdrawal:    {name: "cash_withdrawal", label: "cash withdrawn", out: true, weight: 24},
	BankFee:           {name: "bank_fee", label: "bank fee", out: true, weight: 23},
	LateFee:           {name: "late_fee", label: "late fee", out: true, risky: true, weight: 63},
	Gambling:          {name: "gambling", label: "gambling", out: true, risky: true, weight: 71},
	Bailiff:           {name: "bailiff", label: "bailiff", out: true, risky: true, weight: 90},
	DebtCollection:    {name: "debt_collection", label: "debt collection", out: true, risky: true, weight: 80},
	AlimonyOut:        {name: "alimony_out", label: "alimony paid", out: true, weight: 41},
	PersonOut:         {name: "person_out", label: "to a person", out: true, weight: 14},
	SavingsInvestment: {name: "savings_investment", label: "savings and investment", out: true, weight: 1},
	Crypto:            {name: "crypto", label: "crypto", out: true, weight: 25},
	Donation:          {name: "donation", label: "donation", out: true, weight: 13},
	OtherOut:          {name: "other_out", label: "other, out", out: true, weight: 15},
	ReturnedPayment:   {name: "returned_payment", label: "returned payment", in: true, out: true, risky: true, weight: 65},
}

var all = func() (out []Category) {
	for c := Salary; int(c) < len(table); c++ {
		out = append(out, c)
	}
	return
}()

var byName = func() map[string]Category {
	m := make(map[string]Category, len(table))
	for _, c := range all {
		m[table[c].name] = c
	}
	return m
}()

func (c Category) traits() *traits {
	if int(c) >= len(table) {
		return &table[None]
	}
	return &table[c]
}

package bank

// Spec is a customers file: the same shape in TOML and in JSON (doc.go shows one). Amounts are
// strings, so that no float rounds them; those of flows and habits carry a sign: "+5200..5400"
// comes in, "-12.50" goes out.
type Spec struct {
	Customers []CustomerSpec `toml:"customer" json:"customer"`
}

// CustomerSpec is one sign-in and everything behind it. Login and country together are unique.
type CustomerSpec struct {
	Login     string   `toml:"login" json:"login"`
	Password  string   `toml:"password" json:"password"`
	Code      string   `toml:"code" json:"code"`           // empty: the bank asks for no one-time code
	Countries []string `toml:"countries" json:"countries"` // the bank's countries; the first one words the data
	Bank      string   `toml:"bank" json:"bank"`           // the target of the catalog of which a mock session is, in its country; empty, and elsewhere: KontoBank
	About     string   `toml:"about" json:"about"`
	Months    int      `toml:"months" json:"months"` // of history; 0 means 24, at most 120

	// Reply is a file beside this one with a saved reply of the provider. Imports of the login get its result as it stands, and
	// so does its owner's data; the Analytical Services know nothing of it. The customer then needs no person and no account.
	Reply string `toml:"reply" json:"reply"`

	People   []PersonSpec  `toml:"person" json:"person"`
	Accounts []AccountSpec `toml:"account" json:"account"`
	Cards    []CardSpec    `toml:"card" json:"card"`
	Flows    []FlowSpec    `toml:"flow" json:"flow"`
	Habits   []HabitSpec   `toml:"habit" json:"habit"`
	// Transactions are rows as they are to be, beside what flows and habits make.
	Transactions []TransactionSpec `toml:"transaction" json:"transaction"`

	result, inResult []byte // of the saved reply: the element, and what is in it
}

// PersonSpec is an owner. "auto" in pesel, nip or regon invents a valid number.
type PersonSpec struct {
	ID          string `toml:"id" json:"id"`
	Name        string `toml:"name" json:"name"`
	Address     string `toml:"address" json:"address"`
	Kind        string `toml:"kind" json:"kind"` // OWNER (default), CO_OWNER, COMPANY
	Female      bool   `toml:"female" json:"female"`
	Born        string `toml:"born" json:"born"`
	BornIn      string `toml:"born_in" json:"born_in"`
	PESEL       string `toml:"pesel" json:"pesel"`
	NIP         string `toml:"nip" json:"nip"`
	REGON       string `toml:"regon" json:"regon"`
	Phone       string `toml:"phone" json:"phone"`
	Email       string `toml:"email" json:"email"`
	Citizenship string `toml:"citizenship" json:"citizenship"`
	Document    string `toml:"document" json:"document"`         // type as the bank writes it; the number is invented
	AccountOnly bool   `toml:"account_only" json:"account_only"` // named at accounts and cards, not among the customer's owners
}

// AccountSpec is an account. Its balance is its closing balance, whatever the flows do.
type AccountSpec struct {
	ID          string   `toml:"id" json:"id"`
	Name        string   `toml:"name" json:"name"`
	Friendly    string   `toml:"friendly" json:"friendly"`
	IBAN        string   `toml:"iban" json:"iban"` // empty: invented
	Currency    string   `toml:"currency" json:"currency"`
	Balance     string   `toml:"balance" json:"balance"`
	Overdraft   string   `toml:"overdraft" json:"overdraft"` // funds available = balance + overdraft
	DirectDebit bool     `toml:"direct_debit" json:"direct_debit"`
	Owners      []string `toml:"owners" json:"owners"`       // person ids; empty: all
	Attorneys   []string `toml:"attorneys" json:"attorneys"` // person ids with a power of attorney, listed after the owners
	SweepTo     string   `toml:"sweep_to" json:"sweep_to"`   // account id that takes a month's surplus and pays its deficit; "outside": an account elsewhere

	MissingMonths []int `toml:"missing_months" json:"missing_months"` // calendar months ago whose rows the bank leaves out; the balances know of them
}

// CardSpec is a credit card. The month's purchases are paid from the account on the due day.
type CardSpec struct {
	ID       string   `toml:"id" json:"id"`
	Name     string   `toml:"name" json:"name"`
	Currency string   `toml:"currency" json:"currency"`
	Balance  string   `toml:"balance" json:"balance"`
	Limit    string   `toml:"limit" json:"limit"`
	Interest string   `toml:"interest" json:"interest"`
	PaidFrom string   `toml:"paid_from" json:"paid_from"`
	DueDay   int      `toml:"due_day" json:"due_day"`
	Owners   []string `toml:"owners" json:"owners"`
}

// FlowSpec is a payment that recurs: a salary, a rent, a tax.
type FlowSpec struct {
	Account   string             `toml:"account" json:"account"` // account or card id; empty: the first account
	Class     string             `toml:"class" json:"class"`     // a key of the class table: sets labels and wording
	Amount    string             `toml:"amount" json:"amount"`
	Every     string             `toml:"every" json:"every"` // month (default), quarter, year, week, two_weeks, once
	Day       int                `toml:"day" json:"day"`     // of the month (1-31), or of the week (1 = Monday)
	Months    []int              `toml:"months" json:"months"`
	MonthsAgo int                `toml:"months_ago" json:"months_ago"` // of a flow that happens once
	Season    map[string]float64 `toml:"season" json:"season"`         // month number to factor
	Missed    float64            `toml:"missed" json:"missed"`         // chance that an occurrence is left out
	Late      float64            `toml:"late" json:"late"`             // chance that it comes 3 to 9 days late
	Title     string             `toml:"title" json:"title"`
	Party     string             `toml:"party" json:"party"`
	IBAN      string             `toml:"iban" json:"iban"` // empty: invented; "none": the bank shows none
	Kind      string             `toml:"kind" json:"kind"`
	Labels    []string           `toml:"labels" json:"labels"` // instead of the class's
	Hidden    bool               `toml:"hidden" json:"hidden"` // moves the balance, but the bank lists no row

	VariableSymbol string `toml:"variable_symbol" json:"variable_symbol"`
	ConstantSymbol string `toml:"constant_symbol" json:"constant_symbol"`
}

// TransactionSpec is one row, exactly as the bank lists it. A status other than DONE leaves the balance alone.
type TransactionSpec struct {
	Account string   `toml:"account" json:"account"`   // account or card id; empty: the first account
	Date    string   `toml:"date" json:"date"`         // of the movement, YYYY-MM-DD; it shows once the sandbox's day is later
	DaysAgo int      `toml:"days_ago" json:"days_ago"` // instead of a date: 1 is yesterday
	Booked  string   `toml:"booked" json:"booked"`     // booking date; empty: the day after
	Amount  string   `toml:"amount" json:"amount"`     // with its sign: "-12.50"
	Title   string   `toml:"title" json:"title"`
	Party   string   `toml:"party" json:"party"`
	IBAN    string   `toml:"iban" json:"iban"`
	Kind    string   `toml:"kind" json:"kind"`
	Status  string   `toml:"status" json:"status"` // empty: DONE
	Labels  []string `toml:"labels" json:"labels"` // none: those that the words tell

	VariableSymbol string `toml:"variable_symbol" json:"variable_symbol"`
	ConstantSymbol string `toml:"constant_symbol" json:"constant_symbol"`
}

// HabitSpec is spending without a date: so many times a week, somewhere.
type HabitSpec struct {
	Account string             `toml:"account" json:"account"`
	Class   string             `toml:"class" json:"class"`
	PerWeek float64            `toml:"per_week" json:"per_week"`
	Amount  string             `toml:"amount" json:"amount"`
	Weekend float64            `toml:"weekend" json:"weekend"` // factor on Saturday and Sunday; 0 means 1
	Season  map[string]float64 `toml:"season" json:"season"`
	Places  []string           `toml:"places" json:"places"` // titles; empty: the country's places of the class
	Parties []string           `toml:"parties" json:"parties"`
	Kind    string             `toml:"kind" json:"kind"`
	Labels  []string           `toml:"labels" json:"labels"`
}

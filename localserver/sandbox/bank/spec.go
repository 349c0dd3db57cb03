package bank

// Spec is a customers file: the same shape in TOML and in JSON (doc.go shows one). The tags about say what each field means;
// "aisdesk help customers" prints them. Amounts are strings, so that no float rounds them.
type Spec struct {
	Customers []CustomerSpec `toml:"customer" json:"customer" about:"who signs in, and what is behind it"`
}

// CustomerSpec is one sign-in and everything behind it. Login and country together are unique.
type CustomerSpec struct {
	Login     string   `toml:"login" json:"login" about:"what the customer signs in with; with the country it is unique"`
	Password  string   `toml:"password" json:"password" about:"its password"`
	Code      string   `toml:"code" json:"code" about:"one-time code; without one the bank asks for none"`
	Countries []string `toml:"countries" json:"countries" about:"of the bank: cz ee es lt lv ph pl pt ro; the first one words the data"`
	Bank      string   `toml:"bank" json:"bank" about:"target of the catalog of which a mock session is, in its country; without one, and elsewhere, KontoBank"`
	About     string   `toml:"about" json:"about" about:"a line about the customer, for the control page and --list-customers"`
	Months    int      `toml:"months" json:"months" about:"of history, at most 120; without it 24"`

	Reply string `toml:"reply" json:"reply" about:"file beside this one with a saved reply of Get Import Result, instead of every table below"`

	People       []PersonSpec      `toml:"person" json:"person" about:"who owns the accounts"`
	Accounts     []AccountSpec     `toml:"account" json:"account" about:"accounts"`
	Cards        []CardSpec        `toml:"card" json:"card" about:"credit cards; the purchases of a month are paid from the account on the due day"`
	Flows        []FlowSpec        `toml:"flow" json:"flow" about:"payments that recur: a salary, a rent, a tax"`
	Habits       []HabitSpec       `toml:"habit" json:"habit" about:"spending without a date: so many times a week, somewhere"`
	Transactions []TransactionSpec `toml:"transaction" json:"transaction" about:"rows exactly as the bank lists them, beside what flows and habits make"`

	result, inResult []byte // of the saved reply: the element, and what is in it
}

// PersonSpec is an owner. "auto" in pesel, nip or regon invents a valid number.
type PersonSpec struct {
	ID          string `toml:"id" json:"id" about:"name by which owners and attorneys of accounts and cards call the person"`
	Name        string `toml:"name" json:"name" about:"name, as the bank writes it"`
	Address     string `toml:"address" json:"address" about:"address, in one line"`
	Kind        string `toml:"kind" json:"kind" about:"OWNER, which it is without one, CO_OWNER or COMPANY"`
	Female      bool   `toml:"female" json:"female" about:"for an invented PESEL"`
	Born        string `toml:"born" json:"born" about:"day of birth, like 1984-03-29"`
	BornIn      string `toml:"born_in" json:"born_in" about:"place of birth"`
	PESEL       string `toml:"pesel" json:"pesel" about:"number of the person; \"auto\" invents a valid one"`
	NIP         string `toml:"nip" json:"nip" about:"tax number; \"auto\" invents a valid one"`
	REGON       string `toml:"regon" json:"regon" about:"number of the company; \"auto\" invents a valid one"`
	Phone       string `toml:"phone" json:"phone" about:"phone number"`
	Email       string `toml:"email" json:"email" about:"e-mail address"`
	Citizenship string `toml:"citizenship" json:"citizenship" about:"citizenship, and nationality"`
	Document    string `toml:"document" json:"document" about:"kind of the identity document, as the bank writes it; its number is invented"`
	AccountOnly bool   `toml:"account_only" json:"account_only" about:"named at accounts and cards, and not among the customer's owners"`
}

// AccountSpec is an account. Its balance is its closing balance, whatever the flows do.
type AccountSpec struct {
	ID          string   `toml:"id" json:"id" about:"name by which flows, habits, transactions and cards call the account"`
	Name        string   `toml:"name" json:"name" about:"name of the account"`
	Friendly    string   `toml:"friendly" json:"friendly" about:"name that the customer gave it"`
	IBAN        string   `toml:"iban" json:"iban" about:"number; without one it is invented"`
	Currency    string   `toml:"currency" json:"currency" about:"code of ISO 4217; without one that of the country"`
	Balance     string   `toml:"balance" json:"balance" about:"closing balance of today, like \"6218.44\": it stays, whatever the flows do"`
	Overdraft   string   `toml:"overdraft" json:"overdraft" about:"what the bank lends at most: funds available are balance and overdraft"`
	DirectDebit bool     `toml:"direct_debit" json:"direct_debit" about:"whether direct debits are allowed"`
	Owners      []string `toml:"owners" json:"owners" about:"ids of persons; without them all"`
	Attorneys   []string `toml:"attorneys" json:"attorneys" about:"ids of persons with a power of attorney, listed after the owners"`
	SweepTo     string   `toml:"sweep_to" json:"sweep_to" about:"id of the account that takes a month's surplus and pays its deficit, or \"outside\" for one elsewhere"`

	MissingMonths []int `toml:"missing_months" json:"missing_months" about:"calendar months ago whose rows the bank leaves out, like [1, 2]; the balances know of them"`
}

// CardSpec is a credit card. The month's purchases are paid from the account on the due day.
type CardSpec struct {
	ID       string   `toml:"id" json:"id" about:"name by which flows, habits and transactions call the card"`
	Name     string   `toml:"name" json:"name" about:"name of the card"`
	Currency string   `toml:"currency" json:"currency" about:"code of ISO 4217; without one that of the country"`
	Balance  string   `toml:"balance" json:"balance" about:"closing balance of today; negative is a debt"`
	Limit    string   `toml:"limit" json:"limit" about:"what the bank lends at most"`
	Interest string   `toml:"interest" json:"interest" about:"interest, as the bank writes it, like \"12.40\""`
	PaidFrom string   `toml:"paid_from" json:"paid_from" about:"id of the account that pays the card; without one the first"`
	DueDay   int      `toml:"due_day" json:"due_day" about:"day of the month on which it is paid"`
	Owners   []string `toml:"owners" json:"owners" about:"ids of persons; without them all"`
}

// FlowSpec is a payment that recurs: a salary, a rent, a tax.
type FlowSpec struct {
	Account   string             `toml:"account" json:"account" about:"id of an account or card; without one the first account"`
	Class     string             `toml:"class" json:"class" about:"what the payment is: it sets the labels and the bank's words"`
	Amount    string             `toml:"amount" json:"amount" about:"in quotes, with its sign: \"+\" comes in, \"-\" goes out; \"+7350..7450\" is a range"`
	Every     string             `toml:"every" json:"every" about:"month, which it is without one, quarter, year, week, two_weeks or once"`
	Day       int                `toml:"day" json:"day" about:"of the month, 1 to 31, or of the week, 1 is Monday"`
	Months    []int              `toml:"months" json:"months" about:"only in these months, like [6, 12]"`
	MonthsAgo int                `toml:"months_ago" json:"months_ago" about:"of a payment that happens once"`
	Season    map[string]float64 `toml:"season" json:"season" about:"factors by month, like { 12 = 1.2 }"`
	Missed    float64            `toml:"missed" json:"missed" about:"chance from 0 to 1 that it is left out"`
	Late      float64            `toml:"late" json:"late" about:"chance from 0 to 1 that it comes 3 to 9 days late"`
	Title     string             `toml:"title" json:"title" about:"title; {month} {year} {prev} {prevyear} {city} {no} {ref} are filled in"`
	Party     string             `toml:"party" json:"party" about:"name of the counterparty"`
	IBAN      string             `toml:"iban" json:"iban" about:"account of the counterparty; without one it is invented, \"none\" shows none"`
	Kind      string             `toml:"kind" json:"kind" about:"kind of the transaction in the bank's words, instead of the class's"`
	Labels    []string           `toml:"labels" json:"labels" about:"instead of those of the class"`
	Hidden    bool               `toml:"hidden" json:"hidden" about:"it moves the balance, but the bank lists no row"`

	VariableSymbol string `toml:"variable_symbol" json:"variable_symbol" about:"Czech variable symbol"`
	ConstantSymbol string `toml:"constant_symbol" json:"constant_symbol" about:"Czech constant symbol"`
}

// TransactionSpec is one row, exactly as the bank lists it. A status other than DONE leaves the balance alone.
type TransactionSpec struct {
	Account string   `toml:"account" json:"account" about:"id of an account or card; without one the first account"`
	Date    string   `toml:"date" json:"date" about:"of the movement, like 2026-02-27; the row shows once the sandbox's day is later"`
	DaysAgo int      `toml:"days_ago" json:"days_ago" about:"instead of a date: 1 is yesterday"`
	Booked  string   `toml:"booked" json:"booked" about:"booking date; without one the day after"`
	Amount  string   `toml:"amount" json:"amount" about:"in quotes, with its sign: \"-12.50\""`
	Title   string   `toml:"title" json:"title" about:"title"`
	Party   string   `toml:"party" json:"party" about:"name of the counterparty"`
	IBAN    string   `toml:"iban" json:"iban" about:"account of the counterparty"`
	Kind    string   `toml:"kind" json:"kind" about:"kind of the transaction in the bank's words"`
	Status  string   `toml:"status" json:"status" about:"DONE, which it is without one; with any other the row leaves the balance alone"`
	Labels  []string `toml:"labels" json:"labels" about:"without them those that the words tell"`

	VariableSymbol string `toml:"variable_symbol" json:"variable_symbol" about:"Czech variable symbol"`
	ConstantSymbol string `toml:"constant_symbol" json:"constant_symbol" about:"Czech constant symbol"`
}

// HabitSpec is spending without a date: so many times a week, somewhere.
type HabitSpec struct {
	Account string             `toml:"account" json:"account" about:"id of an account or card; without one the first account"`
	Class   string             `toml:"class" json:"class" about:"what is bought: it sets the labels and the bank's words"`
	PerWeek float64            `toml:"per_week" json:"per_week" about:"how often, above 0"`
	Amount  string             `toml:"amount" json:"amount" about:"in quotes, with its sign, \"-20..160\"; without one that of the class"`
	Weekend float64            `toml:"weekend" json:"weekend" about:"factor on Saturdays and Sundays; without one 1"`
	Season  map[string]float64 `toml:"season" json:"season" about:"factors by month, like { 12 = 1.2 }"`
	Places  []string           `toml:"places" json:"places" about:"titles, one by chance each time; without them those of the country's places of the class"`
	Parties []string           `toml:"parties" json:"parties" about:"names of counterparties, one by chance each time"`
	Kind    string             `toml:"kind" json:"kind" about:"kind of the transaction in the bank's words, instead of the class's"`
	Labels  []string           `toml:"labels" json:"labels" about:"instead of those of the class"`
}

package bank

// Customer is one person or company as the bank knows it: what it signs in with, who it
// is, and what it holds. It is read-only once made; copy before changing it.
type Customer struct {
	Login    string
	Password string
	Code     string // the one-time code; empty: the bank asks for none
	Country  string // lower case, as in the catalog: pl, cz, es
	Bank     string // target of mock sessions; empty: the country's mock bank
	About    string // one line for people who look for a fitting customer
	Owners   []Owner
	Accounts []Account
	Cards    []Card
	// Result is the element of a saved reply that imports get in place of all that; nil of other customers.
	// InResult is what is in it.
	Result, InResult []byte
}

// Owner is a person or company, in the fields that replies have. An empty field is one the bank
// does not tell.
type Owner struct {
	Name, Address                string
	Kind                         string // OWNER, CO_OWNER or COMPANY
	PESEL, NIP, REGON            string
	Phone, Email                 string
	Citizenship, Nationality     string
	DocumentType, DocumentNumber string
	BirthDate, BirthPlace        string
}

// Account is one account with its whole history.
type Account struct {
	ID           string // stable within the customer, the key of the customers file
	Name         string
	FriendlyName string
	IBAN         string
	Currency     string
	Balance      Money
	Funds        Money
	ActiveSince  Day
	DirectDebit  bool
	Owners       []Owner
	Transactions []Transaction // newest first
}

// Card is a credit card. A negative balance is a debt.
type Card struct {
	ID           string
	Name         string
	Number       string // masked
	IBAN         string
	Currency     string
	Balance      Money
	Funds        Money
	Limit        Money
	Interest     Money
	Due          Day
	Owners       []Owner
	Transactions []Transaction // newest first
}

// Transaction is one booked movement. Balance is the balance after it; for two neighbours of
// one list newer.Balance == older.Balance + newer.Amount. An empty string is an absent field.
type Transaction struct {
	TransactionOn  Day
	BookedOn       Day
	Amount         Money
	Balance        Money
	Title          string
	Party          string
	PartyIBAN      string
	Kind           string
	Status         string
	Labels         []string
	VariableSymbol string
	ConstantSymbol string
}

// Since is the customer with only the transactions that happened on or after the day.
// Balances stay as they are: they are the account's, not the list's. The receiver is not changed.
func (c *Customer) Since(day Day) *Customer {
	cut := *c
	cut.Accounts = append([]Account(nil), c.Accounts...)
	cut.Cards = append([]Card(nil), c.Cards...)
	for i := range cut.Accounts {
		cut.Accounts[i].Transactions = since(cut.Accounts[i].Transactions, day)
	}
	for i := range cut.Cards {
		cut.Cards[i].Transactions = since(cut.Cards[i].Transactions, day)
	}
	return &cut
}

// since relies on the order of the list: the newest come first.
func since(list []Transaction, day Day) []Transaction {
	for i := range list {
		if list[i].TransactionOn < day {
			return list[:i:i]
		}
	}
	return list
}

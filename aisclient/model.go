package aisclient

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/internal/xmlread"
	"aisdesk/aisclient/text"
)

// Import is what one reply says about a customer: the result of a default import (command.xml) or the
// aggregated data of an owner (data.xml). Both have the same shape here.
type Import struct {
	// Envelope is what stood around the data.
	Envelope Envelope `json:"envelope"`
	// Command is the import command; nil in aggregated data.
	Command *Command `json:"command,omitempty"`
	// Owner describes the owner element of aggregated data; nil in an import result.
	Owner *AggregatedOwner `json:"aggregatedOwner,omitempty"`
	// Targets are the banks, in the reply's order. An import result has exactly one, made of the command's
	// attributes; aggregated data has one per bank and may repeat a bank.
	Targets []Target `json:"targets"`
	// Warnings are what the decoder could not read, each with its place, and then what it did not know and passed
	// over, counted.
	Warnings []Warning `json:"warnings,omitempty"`
}

// Envelope is the reply element of every answer of the provider.
type Envelope struct {
	// Status is "<code> <reason>", for example "200 OK".
	Status text.Text `json:"status"`
	// User is the client id that the API key belongs to; empty in old replies and in a 401.
	User text.Text `json:"user,omitzero"`
	// OwnerExternalID echoes the owner; absent from most replies to Get Import Result.
	OwnerExternalID text.Text `json:"ownerExternalId,omitzero"`
	// ResponseTimestamp is the provider's clock in UTC; zero in replies before 2018.
	ResponseTimestamp time.Time `json:"responseTimestamp,omitzero"`
}

// CommandState is the state of a command. The vocabulary is open: an unknown state is not final.
type CommandState string

// States seen or documented.
const (
	StateSetup      CommandState = "setup"
	StateInProgress CommandState = "in_progress"
	StateSuccessful CommandState = "successful"
	StateError      CommandState = "error"
	StateFatal      CommandState = "fatal"
	StateCancelled  CommandState = "cancelled" // known to a client of 2015
)

// Final reports whether polling ends at this state.
func (s CommandState) Final() bool {
	return s == StateSuccessful || s == StateError || s == StateFatal || s == StateCancelled
}

// Known reports whether the state is in the vocabulary.
func (s CommandState) Known() bool { return s.Final() || s == StateSetup || s == StateInProgress }

// Command is the command element of a reply.
type Command struct {
	ID          string       `json:"id"` // decimal digits, opaque
	State       CommandState `json:"state"`
	Name        text.Text    `json:"name"`
	Target      text.Text    `json:"target,omitzero"`      // catalog name, absent until the import ended
	Institution text.Text    `json:"institution,omitzero"` // stable key of the bank
	// Progress is 0-100 as the provider says it; informative only, it can still be 0 at the end.
	Progress float64 `json:"progress"`
	// Exception is set when State is error or fatal.
	Exception *Exception `json:"exception,omitempty"`
}

// Exception is the provider's description of a failure.
type Exception struct {
	Name            string    `json:"name"`
	Message         text.Text `json:"message,omitzero"`
	FriendlyMessage text.Text `json:"friendlyMessage,omitzero"` // in the language of the target's country
}

// AggregatedOwner is the owner element of aggregated data.
type AggregatedOwner struct {
	ExternalID text.Text `json:"externalId"`
	CreatedAt  time.Time `json:"createdAt,omitzero"`
	UpdatedAt  time.Time `json:"updatedAt,omitzero"`
	LastChange time.Time `json:"lastChange,omitzero"`
	Origin     text.Text `json:"origin,omitzero"`
}

// Target is one bank's data.
type Target struct {
	Name         text.Text `json:"name"`                  // the catalog's name; empty in old replies
	OfficialName text.Text `json:"officialName,omitzero"` // of aggregated data, or as the sign-in told it
	Institution  text.Text `json:"institution,omitzero"`  // stable key of the bank
	// Owners are the people of the sign-in; those of an account stand with it.
	Owners      []Owner      `json:"owners"`
	Accounts    []Account    `json:"accounts"`
	CreditCards []CreditCard `json:"creditCards"`
	// Deposits are kept as they came: their content is not documented.
	Deposits []RawElement `json:"deposits"`
}

// RawElement is an element whose content nobody documents, kept as its XML bytes.
type RawElement struct {
	Name string `json:"name"`
	XML  []byte `json:"xml"`
}

// OwnerKind is the relation of a person to an account, in capitals. The vocabulary is open; "-" is read as "_".
type OwnerKind string

// Kinds seen or documented.
const (
	KindOwner   OwnerKind = "OWNER"
	KindCoOwner OwnerKind = "CO_OWNER"
	KindCompany OwnerKind = "COMPANY"
)

// Owner is a person or a company. Owners inside an account carry Name, Address and Kind only.
type Owner struct {
	Name                   text.Text `json:"name"`
	Address                text.Text `json:"address,omitzero"`
	PolishPESEL            text.Text `json:"polishPesel,omitzero"`
	PolishNIP              text.Text `json:"polishNip,omitzero"`
	PolishREGON            text.Text `json:"polishRegon,omitzero"`
	Phone                  text.Text `json:"phone,omitzero"` // may be masked
	Email                  text.Text `json:"email,omitzero"`
	Citizenship            text.Text `json:"citizenship,omitzero"`
	Nationality            text.Text `json:"nationality,omitzero"`
	PersonalDocumentType   text.Text `json:"personalDocumentType,omitzero"`
	PersonalDocumentNumber text.Text `json:"personalDocumentNumber,omitzero"`
	BirthDate              text.Text `json:"birthDate,omitzero"` // kept as text: banks write partial dates
	BirthPlace             text.Text `json:"birthPlace,omitzero"`
	Kind                   OwnerKind `json:"kind,omitempty"`
}

// Words is the relation for people: "owner", "co-owner"; empty where the bank named none.
func (k OwnerKind) Words() string {
	return strings.ReplaceAll(strings.ToLower(text.Clean(string(k)).String()), "_", "-")
}

// OwnersFirst are the owners before the co-owners and these before others, else in the order of the bank.
func OwnersFirst(all []Owner) []Owner {
	rank := func(o Owner) int { // kinds that are not known come last
		return -slices.Index([]OwnerKind{KindCoOwner, KindOwner}, o.Kind)
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b Owner) int { return cmp.Compare(rank(a), rank(b)) })
}

// Currency is an ISO 4217 code in capitals, or whatever the bank wrote there, cleaned.
type Currency string

// Unknown reports whether the bank did not name the currency. A ledger names such ones "?", or "?1", "?2" by account.
func (c Currency) Unknown() bool { return c == "" || c[0] == '?' }

// Account is a bank account with its transactions, newest first as the provider sends them.
type Account struct {
	Name         text.Text `json:"name"`                  // the bank's name of the product
	FriendlyName text.Text `json:"friendlyName,omitzero"` // a shorter one, or the customer's own
	IBAN         text.Text `json:"iban,omitzero"`         // with the country's code, where there is one
	// Balance is the booked balance, FundsAvailable what can be spent; nil where the bank does not say.
	Balance        *Amount  `json:"currencyBalance,omitempty"`
	FundsAvailable *Amount  `json:"currencyFundsAvailable,omitempty"`
	Currency       Currency `json:"currencyName"`
	// ActiveSinceAtLeast is when the account was opened, or a day on which it was already open; it can be
	// earlier than the oldest transaction.
	ActiveSinceAtLeast Date      `json:"activeSinceAtLeast,omitzero"`
	DirectDebit        *bool     `json:"directDebitAvailable,omitempty"`
	OwnerText          text.Text `json:"owner,omitzero"` // deprecated comma-separated names
	// PartialDueToTimeout says that the provider cut the history short.
	PartialDueToTimeout bool `json:"partialDueToTimeout,omitempty"`
	// Owners are this account's; their order is not stable between replies.
	Owners       []Owner       `json:"owners"`
	Transactions []Transaction `json:"moneyTransactions,omitempty"`
	// Count is the number of transactions, also where Transactions were streamed and not kept.
	Count int `json:"transactionCount"`
	// Unread are the account's own fields that could not be read.
	Unread []UnreadCell `json:"unread,omitempty"`
}

// CreditCard is a credit card with its transactions.
type CreditCard struct {
	Name                text.Text     `json:"name,omitzero"`
	CardID              text.Text     `json:"cardId,omitzero"` // often masked
	IBAN                text.Text     `json:"iban,omitzero"`
	Number              text.Text     `json:"number,omitzero"`
	Balance             *Amount       `json:"currencyBalance,omitempty"` // negative is debt
	FundsAvailable      *Amount       `json:"currencyFundsAvailable,omitempty"`
	Currency            Currency      `json:"currencyName,omitempty"`
	Limit               *Amount       `json:"limit,omitempty"`
	Interest            text.Text     `json:"interest,omitzero"` // interest or interests, as written
	DueDate             Date          `json:"dueDate,omitzero"`
	OwnerText           text.Text     `json:"owner,omitzero"` // deprecated comma-separated names
	PartialDueToTimeout bool          `json:"partialDueToTimeout,omitempty"`
	Owners              []Owner       `json:"owners"`
	Transactions        []Transaction `json:"moneyTransactions,omitempty"`
	Count               int           `json:"transactionCount"`
	Unread              []UnreadCell  `json:"unread,omitempty"`
}

// UnreadCell is a field of a reply whose text is not what belongs there: an amount with too many decimals, a day that
// does not exist. The field itself is left empty, the rest of the reply is read.
type UnreadCell struct {
	Field string    `json:"field"` // the name of its element: currencyAmount
	Raw   text.Text `json:"raw"`   // as the bank wrote it; empty where nothing stood there
}

// String names the field and what stood there, quoted so that every character is seen, or that nothing did.
func (c UnreadCell) String() string {
	if c.Raw.Empty() {
		return c.Field + " (nothing)"
	}
	return c.Field + " " + strconv.Quote(c.Raw.ForFile())
}

// Warning counts something in a reply that this program could not read, or does not know.
type Warning struct {
	// Path is where it stood, for example "reply/command/result/accounts/account/colour", attributes with @. For what
	// is unread it has the places in lists, from 1: ".../account[2]/currencyBalance".
	Path string `json:"path"`
	// What says what it was: "unknown element", "unknown attribute", `unread amount "1,50"`, ...
	What  string `json:"what"`
	Count int    `json:"count"`
}

// Unread reports whether data is missing because of what stood there; what is only unknown misses nothing.
func (w Warning) Unread() bool { return strings.HasPrefix(w.What, xmlread.UnreadPrefix) }

// UnreadCell reports whether only a single field is missing, which is among the Unread of its account, card or
// transaction, too.
func (w Warning) UnreadCell() bool {
	return w.Unread() && !strings.HasPrefix(w.What, xmlread.UnreadPrefix+unreadElement)
}

// Source says whose transaction a row is: an account or a credit card of a target.
type Source struct {
	Target  int // index in Import.Targets
	Account int // index in Target.Accounts, -1 for a card
	Card    int // index in Target.CreditCards, -1 for an account
}

// What the bank does not say is left out of the model's JSON, and a list without members is [], so that nobody reads
// a figure that is none and no script stops at a null.

// listed is l as a list that marshals as [] where it is empty.
func listed[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// MarshalJSON writes owners, accounts, cards and deposits as lists, empty ones too.
func (t Target) MarshalJSON() ([]byte, error) {
	type plain Target
	out := plain(t)
	out.Owners, out.Accounts, out.CreditCards, out.Deposits = listed(t.Owners), listed(t.Accounts), listed(t.CreditCards), listed(t.Deposits)
	return json.Marshal(out)
}

// MarshalJSON writes the owners as a list, an empty one too.
func (a Account) MarshalJSON() ([]byte, error) {
	type plain Account
	out := plain(a)
	out.Owners = listed(a.Owners)
	return json.Marshal(out)
}

// MarshalJSON writes the owners as a list, an empty one too.
func (c CreditCard) MarshalJSON() ([]byte, error) {
	type plain CreditCard
	out := plain(c)
	out.Owners = listed(c.Owners)
	return json.Marshal(out)
}

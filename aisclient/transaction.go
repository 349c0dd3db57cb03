package aisclient

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/text"
)

// StatusDone is the provider's status of a booked transaction. A missing status is read as DONE, and so are the words
// that banks write for it; see ParseRowState.
const StatusDone = "DONE"

// Transaction is one movement of money in the currency of its account or card.
type Transaction struct {
	TransactionOn Date   `json:"transactionOn,omitzero"` // when it happened
	BookedOn      Date   `json:"bookedOn,omitzero"`      // when the bank booked it
	Amount        Amount `json:"currencyAmount"`         // negative is outgoing
	// Balance is the account's balance after the transaction, if HasBalance.
	Balance        Amount      `json:"currencyBalance"`
	HasBalance     bool        `json:"-"` // in JSON the balance is there or is not
	AmountDigits   string      `json:"-"` // the amount as the bank wrote it, "12.5"; empty where that is what String writes
	BalanceDigits  string      `json:"-"`
	Title          text.Text   `json:"title,omitzero"`
	Party          text.Text   `json:"party,omitzero"`          // name and address of the counterparty, unsplit
	PartyIBAN      text.Text   `json:"partyIban,omitzero"`      // can stand without Party and the reverse
	Kind           text.Text   `json:"kind,omitzero"`           // the bank's own wording
	Status         text.Text   `json:"status,omitzero"`         // see Booked
	Labels         []text.Text `json:"labels,omitempty"`        // sorted: the provider's order is not stable
	VariableSymbol text.Text   `json:"variableSymbol,omitzero"` // Czech payments; digits, zeros in front count
	ConstantSymbol text.Text   `json:"constantSymbol,omitzero"`
	// Unread are the fields that could not be read; they are empty. See AmountUnread.
	Unread []UnreadCell `json:"unread,omitempty"`
}

// AmountUnread reports whether the amount could not be read. Amount is then zero and means nothing.
func (t *Transaction) AmountUnread() bool {
	return slices.ContainsFunc(t.Unread, func(c UnreadCell) bool { return c.Field == amountField })
}

// StatusWords is the status for people: "booked" of DONE, "pending" of PENDING, a bank's own word as it is.
func (t *Transaction) StatusWords() string {
	if t.Status.String() == StatusDone {
		return RowBooked.String()
	}
	return strings.ReplaceAll(strings.ToLower(t.Status.String()), "_", " ")
}

// State is what the transaction means for sums: RowUnread, or what its status says.
func (t *Transaction) State() RowState {
	if t.AmountUnread() {
		return RowUnread
	}
	return ParseRowState(t.Status.String())
}

// Booked reports whether the transaction counts in sums: DONE, another word for booked, or no status at all, and an
// amount that could be read.
func (t *Transaction) Booked() bool {
	return !t.AmountUnread() && (t.Status.Empty() || t.Status.String() == StatusDone || ParseRowState(t.Status.String()) == RowBooked)
}

// plainTransaction is a Transaction without its methods.
type plainTransaction Transaction

// transactionJSON is a transaction whose balance is there or is not.
type transactionJSON struct {
	*plainTransaction
	Balance *Amount `json:"currencyBalance,omitempty"` // goes before the embedded one
}

// unreadJSON is a transaction without an amount.
type unreadJSON struct {
	transactionJSON
	Amount *Amount `json:"currencyAmount,omitempty"` // goes before the embedded one
}

// MarshalJSON leaves currencyBalance out where HasBalance is false, and currencyAmount where it could not be read.
func (t Transaction) MarshalJSON() ([]byte, error) {
	out := transactionJSON{plainTransaction: (*plainTransaction)(&t)}
	if t.HasBalance {
		out.Balance = &t.Balance
	}
	if t.AmountUnread() {
		return json.Marshal(unreadJSON{transactionJSON: out})
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Transaction) UnmarshalJSON(b []byte) error {
	in := transactionJSON{plainTransaction: (*plainTransaction)(t)}
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	if t.HasBalance = in.Balance != nil; t.HasBalance {
		t.Balance = *in.Balance
	}
	return nil
}

// RowState is what a transaction's status means for sums.
type RowState uint8

// States of a transaction.
const (
	RowBooked   RowState = iota // it counts
	RowPending                  // blocked, planned or waiting: it counts in no proven sum
	RowVoid                     // cancelled or rejected: it counts nowhere
	RowUnknown                  // a word that this program does not know: in no proven sum
	RowUnread                   // its amount could not be read: it counts in no sum, whatever its status
	RowExcluded                 // a person took it out of all sums and checks, and said why
	RowFuture                   // booked on a day after that of the data: it counts nowhere yet
	RowStranger                 // of an account that is of nobody whom the case is about: it counts nowhere, whatever its status
)

// String is the state's name.
func (s RowState) String() string {
	return [...]string{"booked", "pending", "void", "unknown", "unread", "excluded", "future", "stranger"}[min(s, RowStranger)]
}

// Why is why a row of the state is in no sum, as the end of "2 rows ..."; empty for a booked one.
func (s RowState) Why() string {
	return [...]string{"", "not booked", "cancelled or refused", "of unknown status", "with an amount that could not be read",
		"left out by a person", "dated in the future", "of an account that is of nobody in the case"}[min(s, RowStranger)]
}

// MarshalText writes the state's name.
func (s RowState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// statusStems are beginnings of folded status words in the languages of the banks. The longest that fits decides.
// source: known (vocabulary of Polish, Czech, Slovak, Spanish, German, English and Ukrainian online banking; 2026-11-28)
var statusStems = map[string]RowState{
	"done": RowBooked, "booked": RowBooked, "book": RowBooked, "bookd": RowBooked, "posted": RowBooked, "settled": RowBooked, "executed": RowBooked, "complete": RowBooked, "processed": RowBooked,
	"successful": RowBooked, "success": RowBooked, "final": RowBooked, "finalize": RowBooked, "finalise": RowBooked, "cleared": RowBooked, "info": RowUnknown,
	"zakonczon": RowBooked, "dokoncen": RowBooked, "zaksiegowan": RowBooked, "ksiegowan": RowBooked, "zrealizowan": RowBooked, "wykonan": RowBooked, "rozliczon": RowBooked, "przetworzon": RowBooked,
	"zauctovan": RowBooked, "proveden": RowBooked, "realizovan": RowBooked, "vyporadan": RowBooked, "zpracovan": RowBooked, "vykonan": RowBooked, "spracovan": RowBooked,
	"contabilizad": RowBooked, "ejecutad": RowBooked, "realizad": RowBooked, "liquidad": RowBooked, "completad": RowBooked, "finalizad": RowBooked, "asentad": RowBooked, "consolidad": RowBooked,
	"gebucht": RowBooked, "verbucht": RowBooked, "ausgefuhrt": RowBooked, "abgeschlossen": RowBooked, "виконан": RowBooked, "проведен": RowBooked,

	"pending": RowPending, "pdng": RowPending, "block": RowPending, "planned": RowPending, "plan": RowPending, "schedul": RowPending, "authori": RowPending, "hold": RowPending, "held": RowPending,
	"reserv": RowPending, "waiting": RowPending, "await": RowPending, "in progress": RowPending, "in_progress": RowPending, "inprogress": RowPending, "processing": RowPending, "new": RowPending, "future": RowPending, "unbooked": RowPending, "not yet": RowPending, "uncleared": RowPending, "unposted": RowPending, "not booked": RowPending,
	"oczekuj": RowPending, "blokad": RowPending, "zablokowan": RowPending, "zaplanowan": RowPending, "w realizacji": RowPending, "w trakcie": RowPending, "nierozliczon": RowPending, "niezaksiegowan": RowPending, "autoryzac": RowPending, "do realizacji": RowPending, "rezerwac": RowPending, "przyjet": RowPending, "ksiegowanie": RowPending, "przetwarzan": RowPending,
	"ceka": RowPending, "zpracovava": RowPending, "autorizac": RowPending, "cekaj": RowPending, "nezauctovan": RowPending, "blokac": RowPending, "blokovan": RowPending, "rezervac": RowPending, "planovan": RowPending, "naplanovan": RowPending, "ve zpracovani": RowPending, "nevyporadan": RowPending, "cakaj": RowPending, "v spracovani": RowPending, "zpracovani": RowPending, "spracovanie": RowPending,
	"preautoriza": RowPending, "pendient": RowPending, "retenid": RowPending, "bloquead": RowPending, "programad": RowPending, "previst": RowPending, "en curso": RowPending, "autorizad": RowPending, "en proceso": RowPending, "no contabilizad": RowPending,
	"vorgemerkt": RowPending, "offen": RowPending, "geplant": RowPending, "ausstehend": RowPending, "очіку": RowPending, "обробля": RowPending, "заблокован": RowPending,

	"cancel": RowVoid, "reject": RowVoid, "rjct": RowVoid, "declin": RowVoid, "revers": RowVoid, "return": RowVoid, "fail": RowVoid, "void": RowVoid, "expired": RowVoid, "deleted": RowVoid, "refused": RowVoid, "aborted": RowVoid, "error": RowVoid, "not executed": RowVoid,
	"anulowan": RowVoid, "odrzucon": RowVoid, "wycofan": RowVoid, "nieudan": RowVoid, "niezrealizowan": RowVoid, "niewykonan": RowVoid, "wygas": RowVoid, "usuniet": RowVoid, "odmow": RowVoid, "bledn": RowVoid,
	"zrusen": RowVoid, "zamitnut": RowVoid, "odmitnut": RowVoid, "stornovan": RowVoid, "neproveden": RowVoid, "zamietnut": RowVoid, "odmietnut": RowVoid, "nevykonan": RowVoid, "nerealizovan": RowVoid,
	"anulad": RowVoid, "rechazad": RowVoid, "denegad": RowVoid, "fallid": RowVoid, "caducad": RowVoid, "no ejecutad": RowVoid,
	"storniert": RowVoid, "abgelehnt": RowVoid, "zuruckgewiesen": RowVoid, "geloscht": RowVoid, "скасован": RowVoid, "відхилен": RowVoid,
}

// statusEnding is how many letters of inflection may follow the stem of a word for booked: "complete" and d. Other stems may be followed by anything, since nothing is counted by them.
const statusEnding = 2

// ParseRowState reads a status as a bank writes it. None at all is booked. A word for booked is one only where it is the whole
// status: what follows it may take it back, as in "BOOKED - REVERSED". Then a later word for void or pending decides, void first.
func ParseRowState(status string) RowState {
	s := strings.Trim(text.Fold(strings.TrimSpace(status)), ".")
	if s == "" {
		return RowBooked
	}
	state, rest := statusStem(s)
	if state != RowBooked || isEnding(rest) {
		return state
	}
	state = RowUnknown
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch st, _ := statusStem(word); {
		case st == RowVoid:
			return st
		case st == RowPending:
			state = st
		}
	}
	return state
}

// statusStem is the state of the longest stem with which s begins, and what follows it.
func statusStem(s string) (RowState, string) {
	state, longest := RowUnknown, 0
	for stem, st := range statusStems {
		if len(stem) > longest && strings.HasPrefix(s, stem) {
			state, longest = st, len(stem)
		}
	}
	return state, s[longest:]
}

// isEnding reports whether s can be the ending of a word.
func isEnding(s string) bool {
	return utf8.RuneCountInString(s) <= statusEnding && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

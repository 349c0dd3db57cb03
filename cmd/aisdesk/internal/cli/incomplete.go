package cli

import (
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// What a command prints of what its figures do not hold: rows that are in no sum, and what could not be read.

// Uncounted says which rows are in no sum, one line a currency and reason.
func (p *Printer) Uncounted(list []ledger.Uncounted) {
	for _, u := range list {
		rows := english.Plural(u.Count, "transaction", "transactions")
		switch {
		case u.State == aisclient.RowUnread:
			p.Fold("", "%s  in no sum: %s whose amount could not be read", u.Currency, rows)
		case u.State == aisclient.RowFuture:
			p.Fold("", "%s  in no sum: %s dated in the future, %s", u.Currency, rows, moved(u))
		case u.State == aisclient.RowUnknown:
			p.Fold("", "%s  in no sum: %s with a status that is not known, %s", u.Currency, rows, moved(u))
		case u.State == aisclient.RowStranger:
			p.Fold("", "%s  in no sum: %s %s, %s", u.Currency, rows, u.State.Why(), moved(u))
		default:
			p.Fold("", "%s  in no sum: %s, %s, %s", u.Currency, rows, u.State, moved(u))
		}
	}
}

// moved is what uncounted rows would come to.
func moved(u ledger.Uncounted) string {
	if u.Overflow {
		return "too large to add up"
	}
	return fmt.Sprintf("in %s  out %s", u.In, u.Out)
}

// Unconfirmed says that nothing confirms whose import it is.
func (p *Printer) Unconfirmed(unconfirmed bool) {
	if unconfirmed {
		p.Fold("", "not confirmed: the provider did not repeat the customer id when it accepted the import; no claim is confirmed by it")
	}
}

// Failed says that an import did not succeed or met an error, and why.
func (p *Printer) Failed(imp *aisclient.Import) {
	if imp == nil || imp.Command == nil {
		return
	}
	c := imp.Command
	if c.State == aisclient.StateSuccessful && c.Exception == nil {
		return
	}
	state, why := text.Clean(string(c.State)).String(), ""
	if state == "" {
		state = "of no state"
	}
	if e := c.Exception; e != nil {
		why = ", " + strings.TrimSuffix(text.Clean(e.Name).String()+": "+text.First(e.Message, e.FriendlyMessage).String(), ": ")
	}
	what := "did not succeed"
	if c.State == aisclient.StateSuccessful {
		what = "met an error"
	}
	p.Fold("", "The import %s (%s%s): what is here is not complete.", what, state, why)
}

// CutShort says that a history is not whole.
func (p *Printer) CutShort(cut bool) {
	if cut {
		p.Fold("", "The provider cut a history short (partialDueToTimeout): these figures are not complete.")
	}
}

// Unread says what of a reply could not be read: at most that many places, then how many more.
func (p *Printer) Unread(imp *aisclient.Import, most int) {
	more := 0
	for _, w := range UnreadOf(imp) {
		if most--; most < 0 {
			more += w.Count
			continue
		}
		times := ""
		if w.Count > 1 {
			times = fmt.Sprintf(" (%d times)", w.Count)
		}
		p.Fold("", "not read: %s%s", strings.TrimSpace(strings.TrimPrefix(w.What, "unread ")+" "+w.Path), times)
	}
	if more > 0 {
		p.Fold("", "not read: %s more; \"aisdesk show\" lists them", english.Plural(more, "place", "places"))
	}
}

// NotWhole says what of an import could not be read, or did not come.
func (p *Printer) NotWhole(imp *aisclient.Import) {
	p.Failed(imp)
	p.Unread(imp, Few)
	p.CutShort(imp != nil && intake.CountsOf(imp).Partial > 0)
}

// Incomplete is what NotWhole says, a sentence each.
func Incomplete(imp *aisclient.Import) []string {
	var said strings.Builder
	(&Printer{W: &said}).NotWhole(imp)
	return strings.FieldsFunc(said.String(), func(r rune) bool { return r == '\n' })
}

// UnreadOf are the warnings about what could not be read.
func UnreadOf(imp *aisclient.Import) []aisclient.Warning {
	var out []aisclient.Warning
	if imp != nil {
		for _, w := range imp.Warnings {
			if w.Unread() {
				out = append(out, w)
			}
		}
	}
	return out
}

// Few is how many places a command names that was asked for something else.
const Few = 5

// EveryRow lists the rows of a ledger.
func EveryRow(l *ledger.Ledger) []int32 {
	rows := make([]int32, l.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

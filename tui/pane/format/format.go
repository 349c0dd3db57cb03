// Package format writes values for the screen: money, account numbers, names, days, in full or masked. Every
// data pane writes through it, so that the privacy mask cannot be forgotten in one place.
package format

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/number"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// Writer writes values as the environment wants them.
type Writer struct {
	mask string // what stands for a masked value; empty when nothing is masked
	dot  string

	numbers number.Form
}

// From makes a writer for an environment.
func From(env *pane.Env) Writer {
	g := env.Theme.Glyphs()
	w := Writer{dot: g.Masked, numbers: env.Numbers}
	if !g.Unicode && w.numbers.Group > "~" {
		w.numbers.Group = " "
	}
	if env.Masked {
		w.mask = strings.Repeat(g.Masked, 5)
	}
	return w
}

// Masked reports whether personal data is hidden.
func (w Writer) Masked() bool { return w.mask != "" }

// Private writes a text that may say who somebody is: a name, a title, an address. Masked, it does not even
// say how long it is.
func (w Writer) Private(t text.Text) string {
	if w.mask == "" || t.Empty() {
		return t.String()
	}
	return w.mask
}

// Money writes an amount as the settings say; masked, without its size.
func (w Writer) Money(a aisclient.Amount) string {
	if w.mask != "" {
		return w.mask
	}
	return string(w.numbers.Append(nil, a))
}

// Sentence writes a sentence of the program's own, whose amounts have their currency behind them, as Money does.
func (w Writer) Sentence(s string) string { return w.numbers.InText(s) }

// MoneyIn writes an amount with its currency.
func (w Writer) MoneyIn(a aisclient.Amount, c aisclient.Currency) string {
	return w.Money(a) + " " + string(c)
}

// Count writes a number of things, Rows one of rows.
func (w Writer) Count(n int) string { return w.numbers.Count(n) }
func (w Writer) Rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return w.Count(n) + " rows"
}

// Maybe writes an amount that a bank may not have given.
func (w Writer) Maybe(a *aisclient.Amount) string {
	if a == nil {
		return ""
	}
	return w.Money(*a)
}

// AppendMoney appends what Money writes.
func (w Writer) AppendMoney(b []byte, a aisclient.Amount) []byte {
	if w.mask != "" {
		return append(b, w.mask...)
	}
	return w.numbers.Append(b, a)
}

// Separated is how many cells the separators of an amount with so many digits before its point take.
func (w Writer) Separated(digits int) int {
	if w.mask != "" {
		return 0
	}
	return w.numbers.Extra(digits)
}

// Axis writes an amount in few cells beside others of which the greatest is most, all in one unit: 8 000 and 950, 12.5k and 0.9k, 3M.
// It is rounded, half away from zero.
func (w Writer) Axis(a, most int64) string {
	if w.mask != "" {
		return w.dot
	}
	units, sign := unitsOf(a)
	greatest, _ := unitsOf(most)
	for _, s := range shortUnits {
		if greatest >= s.from && units > 0 {
			return sign + shortened(units, s.size) + s.name
		}
	}
	if most < 10*aisclient.AmountScale && most > -10*aisclient.AmountScale && a%aisclient.AmountScale != 0 {
		return aisclient.Amount(a).String()
	}
	return w.Whole(a)
}

// Whole writes an amount without its hundredths, rounded half away from zero.
func (w Writer) Whole(a int64) string {
	if w.mask != "" {
		return w.dot
	}
	units, sign := unitsOf(a)
	if units == 0 {
		sign = ""
	}
	return sign + w.numbers.Count(int(units))
}

// unitsOf are the whole units of an amount, rounded, and its sign.
func unitsOf(a int64) (units uint64, sign string) {
	size := uint64(a)
	if a < 0 {
		size, sign = -size, "-"
	}
	return (size + aisclient.AmountScale/2) / aisclient.AmountScale, sign
}

// shortUnits are the letters of Axis, each from where rounding reaches it.
var shortUnits = []struct {
	from, size uint64
	name       string
}{{999_500_000_000, 1_000_000_000_000, "T"}, {999_500_000, 1_000_000_000, "G"}, {999_500, 1_000_000, "M"}, {10_000, 1000, "k"}}

// shortened is how many of a size something is, with a tenth below hundred.
func shortened(units, size uint64) string {
	tenths := (units*10 + size/2) / size
	if tenths >= 1000 || tenths%10 == 0 {
		return strconv.FormatUint((units+size/2)/size, 10)
	}
	return strconv.FormatUint(tenths/10, 10) + "." + strconv.FormatUint(tenths%10, 10)
}

// Role is the colour of an amount. The minus sign says the same without colour.
func Role(a aisclient.Amount) theme.Role {
	switch {
	case a > 0:
		return theme.In
	case a < 0:
		return theme.Out
	}
	return theme.Plain
}

// IBAN writes an account number in groups of four, as it stands on paper.
func (w Writer) IBAN(t text.Text) string {
	s := t.String()
	if s == "" {
		return ""
	}
	if w.mask != "" {
		return w.mask
	}
	return identity.Grouped(s)
}

// Source names an account or a card: its shorter name, and the number where there is only that. A name can be a
// person's; masked, the end of the number is left, by which accounts can be told apart.
func (w Writer) Source(s *ledger.SourceInfo) string {
	if s.Stranger {
		own := *s
		own.Stranger = false
		return "stranger's " + w.Source(&own)
	}
	if w.mask != "" {
		if n := Tail(s); utf8.RuneCountInString(s.IBAN.String()+s.Number.String()) >= longNumber {
			return w.mask + strings.TrimPrefix(n, "…")
		}
		return w.mask
	}
	if s.Friendly.Empty() && s.Name.Empty() {
		return w.IBAN(s.Label())
	}
	return s.Label().String()
}

// SourceAndNumber is Source with the end of a card's own number: two cards of one name are told apart by it.
func (w Writer) SourceAndNumber(s *ledger.SourceInfo) string {
	said := w.Source(s)
	if n := Tail(s); s.IsCard() && w.mask == "" && n != "" && !strings.HasSuffix(said, n[len("…"):]) {
		said += " " + n
	}
	return said
}

// longNumber is the length from which on the last four characters of a number do not give it away.
const longNumber = 12

// Tail is the end of an account's number or a card's own: enough to tell two apart; empty for a short one.
func Tail(s *ledger.SourceInfo) string {
	r := []rune(s.OwnNumber().String())
	if len(r) <= 4 {
		return ""
	}
	return "…" + string(r[len(r)-4:])
}

// Age says how long ago something was, in one unit.
func Age(now, then time.Time) string {
	d := now.Sub(then)
	switch {
	case d < 0, d < time.Minute:
		return "just now"
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes())) + " min ago"
	case d < 48*time.Hour:
		return strconv.Itoa(int(d.Hours())) + " h ago"
	}
	return strconv.Itoa(int(d.Hours()/24)) + " days ago"
}

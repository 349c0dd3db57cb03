package report

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// ProviderAnswer is the provider's income confirmation as it came.
type ProviderAnswer struct {
	At   time.Time
	Body json.RawMessage
	// Refusal is why there is none, in plain words; empty where there is one.
	Refusal string
	// Signature is the provider's signature of the answer, where it was asked for.
	Signature string
	// Owner is the person of a case whom it is about, by customer id and name, and Sources the accounts of theirs that the
	// provider knew. Without an owner it is about all accounts of the person of the document.
	Owner, Name string
	Sources     []int
	// Elsewhere are the imports of the same customer that the document has no rows of, as people call them. The answer is about
	// them, too.
	Elsewhere []string
}

// ProviderIncome is the provider's income confirmation beside ours. No check is decided by it.
type ProviderIncome struct {
	Owner     string    `json:"ownerExternalId,omitempty"` // of a person of a case
	Name      string    `json:"name,omitempty"`
	At        time.Time `json:"at,omitzero"`
	Refusal   string    `json:"refusal,omitempty"`
	Signature string    `json:"signature,omitempty"`
	// Signed says whether the provider signed the answer.
	Signed     bool               `json:"signed"`
	Currencies []ProviderCurrency `json:"currencies"`
	// Unread says that the answer has a form that is not known.
	Unread bool `json:"unread,omitempty"`
}

// ProviderCurrency is one currency's income as the provider and as this program sum it up.
type ProviderCurrency struct {
	Currency aisclient.Currency `json:"currency"`
	Periods  []ProviderPeriod   `json:"periods"`
}

// ProviderPeriod compares one period: a calendar month, or the last 90 days by three.
type ProviderPeriod struct {
	Name   string           `json:"name"` // M-0, M-1, M-2, 90 days / 3
	Window Span             `json:"window"`
	Theirs aisclient.Amount `json:"theirs"`
	Ours   aisclient.Amount `json:"ours"` // from streams that are in our income, be it proven or only possible
	// Proven is the part of ours from streams that prove an income.
	Proven *aisclient.Amount `json:"proven,omitempty"`
	Kinds  []ProviderKind    `json:"kinds,omitempty"` // of theirs, by the provider's names
	// OurKinds are ours, by category.
	OurKinds []ProviderKind `json:"ourKinds,omitempty"`
	// Explained says where the difference is from, in sentences; empty where there is none.
	Explained []string `json:"explained,omitempty"`
}

// ProviderKind is one kind of income as the provider names it.
type ProviderKind struct {
	Name   string           `json:"name"`
	Amount aisclient.Amount `json:"amount"`
}

// ProviderIncomes are the provider's income confirmations beside ours: that of an import, or one a person of a case.
func (d *Document) ProviderIncomes() []ProviderIncome {
	if d.ProviderIncome != nil {
		return []ProviderIncome{*d.ProviderIncome}
	}
	return d.ProviderIncomeByPerson
}

// provider compares the provider's income confirmations with ours.
func (b *builder) provider(ctx context.Context) error {
	for i := range b.Provider {
		in := &b.Provider[i]
		own := ownIncome{a: b.a, streams: b.streams, sources: b.theirs, elsewhere: in.Elsewhere}
		if in.Owner != "" {
			own.sources, own.others = in.Sources, "money on accounts of the case that the provider's answer is not about"
			var err error
			if own.streams, err = b.a.Streams(ctx, insight.Scope{Name: in.Name, Sources: append([]int{}, in.Sources...)}); err != nil {
				return err
			}
		}
		out, err := own.beside(ctx, in)
		if err != nil {
			return err
		}
		if in.Owner == "" {
			b.d.ProviderIncome = out
			continue
		}
		out.Owner, out.Name = in.Owner, in.Name
		b.d.ProviderIncomeByPerson = append(b.d.ProviderIncomeByPerson, *out)
	}
	return ctx.Err()
}

// ownIncome is what this program counts as income on some accounts.
type ownIncome struct {
	a       *insight.Analysis
	streams *stream.Streams
	sources []int
	others  string // what money on other accounts is; empty: it is not the person's
	// elsewhere are imports of the person that are not read here.
	elsewhere []string
}

// beside compares an answer with it.
func (o ownIncome) beside(ctx context.Context, in *ProviderAnswer) (*ProviderIncome, error) {
	out := &ProviderIncome{At: UTC(in.At), Refusal: text.Clean(in.Refusal).String(), Signature: in.Signature, Signed: in.Signature != "", Currencies: []ProviderCurrency{}}
	if in.Refusal != "" {
		return out, nil
	}
	answer := readProvider(in.Body)
	out.Unread = len(answer) == 0
	for _, c := range answer {
		of := ProviderCurrency{Currency: c.currency, Periods: []ProviderPeriod{}}
		for _, p := range c.periods {
			period := ProviderPeriod{Name: p.name, Window: p.window(o.asOf(in.At)), Theirs: p.total, Kinds: p.kinds}
			if err := o.compare(ctx, c.currency, &period); err != nil {
				return nil, err
			}
			of.Periods = append(of.Periods, period)
		}
		out.Currencies = append(out.Currencies, of)
	}
	return out, ctx.Err()
}

// IncomeBesideOurs compares an income confirmation with what this program counts as income on all accounts of an import. The
// error is the context's.
func IncomeBesideOurs(ctx context.Context, a *insight.Analysis, answer ProviderAnswer) (*ProviderIncome, error) {
	own := ownIncome{a: a, elsewhere: answer.Elsewhere}
	for i := range a.Ledger.Sources() {
		own.sources = append(own.sources, i)
	}
	var err error
	if own.streams, err = a.Streams(ctx, insight.Scope{}); err != nil {
		return nil, err
	}
	return own.beside(ctx, &answer)
}

// asOf is the provider's day: that of the answer, else the data's.
func (o ownIncome) asOf(at time.Time) aisclient.Date {
	if at.IsZero() {
		return o.a.Day
	}
	return aisclient.DateIn(at.UTC())
}

// part is a sum that may explain a difference.
type part struct {
	what string
	sum  aisclient.Amount
}

// compare fills in our figure of a period, and what explains the difference.
func (o ownIncome) compare(ctx context.Context, c aisclient.Currency, p *ProviderPeriod) error {
	third := p.Name == ninetyDays
	share := func(a aisclient.Amount) aisclient.Amount {
		if third {
			return ledger.Cents(a / 3)
		}
		return a
	}
	var ours, proven aisclient.Amount
	var left, kinds []part
	add := func(what string, sum aisclient.Amount) { left = addPart(left, what, sum) }
	all := o.streams.All()
	for i := range all {
		st := &all[i]
		if !st.In || st.Currency != c {
			continue
		}
		sum := o.sumIn(st.Rows, p.Window)
		if !st.Counted() {
			acted := o.sumIn(slices.DeleteFunc(slices.Clone(st.Rows), func(row int32) bool { return o.a.Rows.Stage(row) != categorize.Person }), p.Window)
			add("rows that a person relabelled", acted)
			sum -= acted
		}
		switch {
		case st.Counted():
			ours = plus(ours, sum)
			if st.Proven > 0 {
				proven = plus(proven, sum)
			}
			kinds = addPart(kinds, st.Category.Label(), sum)
		case len(st.Why) > 0:
			add(string(st.Why[0]), sum)
		default:
			add("what is no income here", sum)
		}
	}
	o.outside(c, p.Window, add)
	p.Ours, proven = share(ours), share(proven)
	p.Proven = &proven
	for i := range left {
		left[i].sum = share(left[i].sum)
	}
	for i := range kinds {
		kinds[i].sum = share(kinds[i].sum)
		p.OurKinds = append(p.OurKinds, ProviderKind{kinds[i].what, kinds[i].sum})
	}
	p.Explained = explain(p, left, kinds, o.a.Day)
	if len(o.elsewhere) > 0 && p.Theirs > p.Ours && len(p.Explained) > 0 {
		p.Explained = slices.Insert(p.Explained, 0, "The provider answers for all imports of the customer, and "+english.List(o.elsewhere)+" is not read here.")
	}
	return ctx.Err()
}

// addPart adds a sum to those of the same name.
func addPart(all []part, what string, sum aisclient.Amount) []part {
	if sum == 0 {
		return all
	}
	if i := slices.IndexFunc(all, func(l part) bool { return l.what == what }); i >= 0 {
		all[i].sum = plus(all[i].sum, sum)
		return all
	}
	return append(all, part{what, sum})
}

// outside adds what came in on accounts that are not the person's, and rows that are not booked.
func (o ownIncome) outside(c aisclient.Currency, w Span, add func(string, aisclient.Amount)) {
	l := o.a.Ledger
	others := cmp.Or(o.others, "money on accounts that are not the person's")
	for row := range int32(l.Len()) {
		if l.Currency(row) != c || l.Amount(row) <= 0 || l.Date(row) < w.From || l.Date(row) > w.To {
			continue
		}
		switch mine := slices.Contains(o.sources, l.Account(row)); {
		case !mine && o.a.Rows.Of(row) != category.OwnTransfer && l.Booked(row):
			add(others, l.Amount(row))
		case mine && l.Excluded(row):
			add("rows that a person excluded", l.Amount(row))
		case mine && !l.Booked(row) && l.State(row) == aisclient.RowPending:
			add(string(stream.NotBooked), l.Amount(row))
		}
	}
}

func (o ownIncome) sumIn(rows []int32, w Span) aisclient.Amount {
	var sum aisclient.Amount
	for _, row := range rows {
		if d := o.a.Ledger.Date(row); d >= w.From && d <= w.To && o.a.Ledger.Booked(row) {
			sum = plus(sum, o.a.Ledger.Amount(row))
		}
	}
	return sum
}

// explain says where a difference is from: the sums that we leave out which make it exactly, or else all of them.
func explain(p *ProviderPeriod, left, kinds []part, day aisclient.Date) []string {
	diff := p.Theirs - p.Ours
	if diff.Abs() < aisclient.AmountScale/100*2 { // means are rounded
		return nil
	}
	slices.SortStableFunc(left, func(x, y part) int { return cmp.Compare(y.sum, x.sum) })
	var out []string
	if diff > 0 {
		if exact := exactly(left, diff); exact != nil {
			return append(out, fmt.Sprintf("The provider counts %s that we do not: %s.", diff, exactParts(exact)))
		}
		out = append(out, fmt.Sprintf("The provider has %s more.", diff))
		if len(left) > 0 {
			out = append(out, "We do not count in these days: "+parts(left[:min(len(left), 5)])+".")
		}
	} else if exact := exactly(kinds, -diff); exact != nil {
		out = append(out, fmt.Sprintf("We count %s that the provider does not: %s.", -diff, exactParts(exact)))
	} else {
		out = append(out, fmt.Sprintf("We have %s more. We count in these days: %s.", -diff, parts(kinds)))
	}
	if p.Window.To > day {
		out = append(out, fmt.Sprintf("The days are not over: the data ends on %s.", day))
	}
	return out
}

func parts(all []part) string {
	said := make([]string, len(all))
	for i, p := range all {
		said[i] = fmt.Sprintf("%s (%s)", p.sum, p.what)
	}
	return english.List(said)
}

// exactParts are parts that make a sum, which is said already: of a single one what it is.
func exactParts(all []part) string {
	if len(all) == 1 {
		return all[0].what
	}
	return parts(all)
}

// mostParts is how many sums are tried together.
const mostParts = 10

// exactly are the fewest sums that add up to a difference, to a cent for each; nil where none do.
func exactly(left []part, diff aisclient.Amount) []part {
	left = left[:min(len(left), mostParts)]
	var best []part
	for set := 1; set < 1<<len(left); set++ {
		var chosen []part
		var sum aisclient.Amount
		for i := range left {
			if set&(1<<i) != 0 {
				chosen, sum = append(chosen, left[i]), plus(sum, left[i].sum)
			}
		}
		if (sum-diff).Abs() <= aisclient.AmountScale/100*aisclient.Amount(len(chosen)) && (best == nil || len(chosen) < len(best)) {
			best = chosen
		}
	}
	return best
}

// ninetyDays is the name of the mean of the last 90 days.
const ninetyDays = "90 days / 3"

// providerCurrency is what an answer says of one currency.
type providerCurrency struct {
	currency aisclient.Currency
	periods  []providerPeriod
}

type providerPeriod struct {
	name  string
	back  int // months
	total aisclient.Amount
	kinds []ProviderKind
}

// window is the days of a period as of the provider's day.
func (p *providerPeriod) window(day aisclient.Date) Span {
	if p.name == ninetyDays {
		return Span{day - 89, day}
	}
	start := day.MonthStart().AddMonths(-p.back)
	return Span{start, start.AddMonths(1) - 1}
}

// readProvider reads an answer. Only M-0, M-1 and M-2 are documented names: every object that has them is a currency's,
// named by its currency member or the member that it stands under; objects under account numbers are parts of these.
func readProvider(body json.RawMessage) []providerCurrency {
	var root any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&root) != nil {
		return nil
	}
	var out []providerCurrency
	seen := map[aisclient.Currency]bool{}
	walkProvider("", root, func(name string, o map[string]any) {
		c := aisclient.Currency(strings.ToUpper(name))
		if s, ok := o["currency"].(string); ok {
			c = aisclient.Currency(text.Clean(s).String())
		}
		if len(name) != 3 || len(c) != 3 || seen[c] {
			return
		}
		seen[c] = true
		out = append(out, providerCurrency{c, readPeriods(o)})
	})
	slices.SortFunc(out, func(x, y providerCurrency) int { return cmp.Compare(x.currency, y.currency) })
	return out
}

// walkProvider visits the objects that have a month M-0, with the name that they stand under.
func walkProvider(name string, v any, visit func(string, map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["M-0"]; ok {
			visit(name, v)
			return
		}
		for _, k := range sortedKeys(v) {
			walkProvider(k, v[k], visit)
		}
	case []any:
		for _, e := range v {
			n := name
			if o, ok := e.(map[string]any); ok {
				if s, ok := o["currency"].(string); ok {
					n = s
				}
			}
			walkProvider(n, e, visit)
		}
	}
}

func readPeriods(o map[string]any) []providerPeriod {
	var out []providerPeriod
	for back, name := range []string{"M-0", "M-1", "M-2"} {
		if p, ok := readPeriod(name, o[name]); ok {
			p.back = back
			out = append(out, p)
		}
	}
	for _, k := range sortedKeys(o) {
		if strings.Contains(k, "90") {
			if p, ok := readPeriod(ninetyDays, o[k]); ok {
				out = append(out, p)
			}
		}
	}
	return out
}

// readPeriod reads a figure, or an object of figures by kind of which one may be the total.
func readPeriod(name string, v any) (providerPeriod, bool) {
	p := providerPeriod{name: name}
	if a, ok := amountOf(v); ok {
		p.total = a
		return p, true
	}
	o, ok := v.(map[string]any)
	if !ok {
		return p, false
	}
	total, has := aisclient.Amount(0), false
	for _, k := range sortedKeys(o) {
		a, ok := amountOf(o[k])
		switch {
		case !ok:
		case strings.EqualFold(k, "total") || strings.EqualFold(k, "sum"):
			total, has = a, true
		default:
			p.kinds = append(p.kinds, ProviderKind{text.Clean(k).String(), a})
			p.total = plus(p.total, a)
		}
	}
	if has {
		p.total = total
	}
	return p, has || len(p.kinds) > 0
}

// amountOf reads a number, or a text that is one.
func amountOf(v any) (aisclient.Amount, bool) {
	s := ""
	switch v := v.(type) {
	case json.Number:
		s = v.String()
	case string:
		s = v
	}
	a, err := aisclient.ParseAmount(s)
	return a, err == nil
}

func sortedKeys(o map[string]any) []string {
	keys := make([]string, 0, len(o))
	for k := range o {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

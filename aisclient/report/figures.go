package report

import (
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
)

// Named is a figure with its name, in words. An empty value is one that is not said.
type Named struct{ Name, Value string }

// figures are a document's sums and monthly figures, each in a line.
func (d *Document) figures() []Named {
	out := d.Monthly()
	for i := range d.Affordability {
		if a := &d.Affordability[i]; a.Living != nil {
			out = append(out, Named{"Living costs a month", fmt.Sprintf("%s %s", ledger.Cents(*a.Living), a.Currency)})
		}
	}
	for i := range d.Affordability {
		a := &d.Affordability[i]
		out = append(out, Named{fmt.Sprintf("Spending in %s, %s to %s", a.Currency, a.Window.From, a.Window.To),
			fmt.Sprintf("%s, of it %s gambling and %s cash", ledger.Cents(a.Spending), ledger.Cents(a.Gambling), ledger.Cents(a.Cash))})
	}
	for i := range d.Totals {
		out = append(out, Named{"Turnover in " + string(d.Totals[i].Currency), Turnover(&d.Totals[i])})
	}
	return out
}

// streamed are the streams of income and the obligations, each with how many payments it has.
func (d *Document) streamed() []Named {
	var out []Named
	add := func(what, who string, payments int, proven, possible aisclient.Amount, c aisclient.Currency) {
		out = append(out, Named{what + " " + who, english.Plural(payments, "payment", "payments") + ", " + Interval(proven, possible, c, false) + " a month"})
	}
	for i := range d.Income {
		for _, s := range d.Income[i].Streams {
			add(strings.ReplaceAll(s.Category, "_", " ")+" from", s.Payer, s.Count, s.Proven, s.Possible, d.Income[i].Currency)
		}
	}
	for i := range d.Obligations {
		for _, o := range d.Obligations[i].Items {
			add(strings.ReplaceAll(o.Category, "_", " ")+" to", o.Payee, o.Count, o.Proven, o.Possible, d.Obligations[i].Currency)
		}
	}
	return out
}

// Monthly are income, obligations, debt service and what is left a month, one each a currency.
func (d *Document) Monthly() []Named {
	var out []Named
	if len(d.Income) == 0 {
		said := "none: no account of the person has rows"
		if len(d.Missing) > 0 {
			said = "not known: the data could not be read"
		}
		out = append(out, Named{"Income a month", said}, Named{"Obligations a month", said})
	}
	for i := range d.Income {
		inc := &d.Income[i]
		out = append(out, Named{"Income a month", Interval(inc.Proven, inc.Possible, inc.Currency, inc.Overflow)})
	}
	for i := range d.Obligations {
		o := &d.Obligations[i]
		out = append(out, Named{"Obligations a month", Interval(o.Proven, o.Possible, o.Currency, false)})
	}
	for i := range d.Affordability {
		a := &d.Affordability[i]
		left := ""
		switch {
		case a.Elsewhere != "":
			left = fmt.Sprintf("not known in %s, for %s", a.Currency, a.Elsewhere)
		case a.Disposable != nil:
			left = a.Left() + ", after obligations and living costs"
		}
		out = append(out, Named{"Debt service to income", a.Formula}, Named{"Left a month", left})
	}
	return out
}

// Left is what is left a month where that is known: a range where obligations are possible that are not proven.
func (a *Affordability) Left() string {
	least := a.Disposable
	if a.DisposableLeast != nil {
		least = a.DisposableLeast
	}
	return Range(*least, *a.Disposable, a.Currency)
}

// Range is an amount from the least to the most; one figure where they are the same.
func Range(least, most aisclient.Amount, c aisclient.Currency) string {
	if least == most {
		return fmt.Sprintf("%s %s", ledger.Cents(least), c)
	}
	return fmt.Sprintf("%s to %s %s", ledger.Cents(least), ledger.Cents(most), c)
}

// Interval is a month's figure from what is proven to what is possible.
func Interval(proven, possible aisclient.Amount, c aisclient.Currency, overflow bool) string {
	switch {
	case overflow:
		return "too large to add up, " + string(c)
	case possible == 0:
		return fmt.Sprintf("%s %s proven", ledger.Cents(proven), c)
	case proven == 0:
		return fmt.Sprintf("0.00 %s proven, up to %s possible", c, ledger.Cents(possible))
	}
	return fmt.Sprintf("%s %s proven, up to %s possible", ledger.Cents(proven), c, ledger.Cents(proven+possible))
}

// Turnover is the sums of all rows in one currency.
func Turnover(t *Totals) string {
	n := english.Plural(t.Booked, "transaction", "transactions")
	if t.Overflow || t.In == nil || t.Out == nil || t.Net == nil {
		return n + ", too large to add up"
	}
	return fmt.Sprintf("%s, %s in, %s out, net %s", n, t.In, t.Out.Abs(), t.Net)
}

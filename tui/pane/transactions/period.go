package transactions

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
)

// newest is the day that periods end at: the newest row's, since an import may be months old.
func (p *search) newest() aisclient.Date {
	l := p.data.Ledger
	day := aisclient.Date(0)
	if l == nil {
		return p.today()
	}
	for i := range l.Sources() {
		s := &l.Sources()[i]
		if s.Rows() > 0 { // the provider sends the newest first; a bank may not: look at both ends
			day = max(day, l.Date(s.First), l.Date(s.Last-1))
		}
	}
	if day.Empty() {
		return p.today()
	}
	return day
}

// setPeriod puts a period in force. The cursor stays on its row if that is in it.
func (p *search) setPeriod(to ledger.Period) tea.Cmd {
	v := p.view
	v.period = to
	cmd := p.change(v)
	p.keep()
	return cmd
}

// stepPeriod goes to the period before or after. Without a bounded period there is none.
func (p *search) stepPeriod(forward bool) tea.Cmd {
	now := p.view.period
	if !now.Bounded() {
		return p.env.Inform(pane.Info, "choose a period first with p")
	}
	if forward {
		return p.setPeriod(now.Next())
	}
	return p.setPeriod(now.Prev())
}

// compare shows the totals of the period before beside those of this one, or no longer.
func (p *search) compare() tea.Cmd {
	if !p.view.period.Bounded() {
		return p.env.Inform(pane.Info, "choose a period first with p")
	}
	v := p.view
	v.compare = !v.compare
	return p.change(v)
}

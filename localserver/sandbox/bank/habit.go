package bank

import (
	"cmp"
	"time"
)

// habit rolls spending without a fixed day over the history.
func (m *maker) habit(h *HabitSpec) {
	for day := m.first; day <= m.last(); day++ {
		d := m.dice(day, "habit", h.Account, h.Class)
		for range m.times(h, day, d) {
			m.add(h.Account, m.purchase(h, day, d))
		}
	}
	m.openToday(h)
}

// times is how often the habit strikes on the day: the whole part of the rate always, the
// rest by chance.
func (m *maker) times(h *HabitSpec, day Day, d dice) int {
	rate := h.PerWeek / 7 * seasonal(h.Season, day)
	if wd := day.weekday(); wd == time.Saturday || wd == time.Sunday {
		rate *= cmp.Or(h.Weekend, 1)
	}
	return int(rate + d.Float64())
}

// openToday makes sure that the newest booking of an account with habits is of today, as the
// provider's test bank shows it.
func (m *maker) openToday(h *HabitSpec) {
	for _, e := range m.ledgers[m.ledger(h.Account)] {
		if e.day == m.last() {
			return
		}
	}
	m.add(h.Account, m.purchase(h, m.last(), m.dice(m.last(), "newest", h.Account)))
}

func (m *maker) purchase(h *HabitSpec, day Day, d dice) event {
	at := pick(d, placesOf(m.country, h.Class))
	if len(h.Places) > 0 {
		at.title = pick(d, h.Places)
	}
	sign, amounts := Money(-1), span{}
	if h.Amount != "" {
		sign, amounts, _ = parseFlowAmount(h.Amount)
	} else {
		amounts, _ = parseSpan(at.usual)
		if h.Class == "cash_deposit" {
			sign = 1
		}
	}
	e := event{day: day, class: h.Class, kind: h.Kind, labels: h.Labels, title: m.fill(at.title, day, d), amount: sign * d.money(amounts)}
	if wholeNotes[h.Class] {
		e.amount = e.amount / 1000 * 1000
		if e.amount == 0 {
			e.amount = sign * 5000
		}
	}
	if len(h.Parties) > 0 {
		e.party = pick(d, h.Parties)
	} else if h.Class == "private" || h.Class == "private_in" || h.Class == "phone_transfer" {
		e.party = pick(d, peopleOf(m.country))
	}
	if e.party != "" {
		e.iban = m.partyIBAN(e.party)
	}
	return e
}

// wholeNotes are the classes that machines pay in notes of ten.
var wholeNotes = map[string]bool{"atm": true, "blik_atm": true, "cash_deposit": true}

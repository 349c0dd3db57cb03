package bank

// repay pays each month's purchases of a credit card from an account on the next due day; both
// sides are booked.
func (m *maker) repay(c *CardSpec) {
	spent := map[Day]Money{}
	for _, e := range m.ledgers[c.ID] {
		spent[e.day.FirstOfMonth(0)] -= e.amount
	}
	for first := m.first.FirstOfMonth(1); first <= m.last(); first = first.FirstOfMonth(1) {
		sum := spent[first.FirstOfMonth(-1)]
		if sum <= 0 {
			continue
		}
		due := workday(inMonth(first, max(c.DueDay, 1)), false)
		e := event{day: due, amount: sum, class: "card_repayment", title: ownTitle(m.country, "card"), repeats: true}
		m.add(c.ID, e)
		e.amount = -sum
		m.add(c.PaidFrom, e)
	}
}

// sweep moves a month's surplus to savings on the third of the next month, or pays its deficit
// from there, in steps of 50: so balances stay plausible over years whatever the flows are. It
// looks only at whole months: the third of a month never depends on what comes after it.
func (m *maker) sweep(a *AccountSpec) {
	if a.SweepTo == "" {
		return
	}
	sums := map[Day]Money{}
	for _, e := range m.ledgers[a.ID] {
		sums[e.day.FirstOfMonth(0)] += e.amount
	}
	owner := m.ownerNames(a.Owners)
	for first := m.first.FirstOfMonth(1); first <= m.last(); first = first.FirstOfMonth(1) {
		move := sums[first.FirstOfMonth(-1)] / 5000 * 5000
		if move == 0 {
			continue
		}
		title := ownTitle(m.country, "sweep_out")
		if move < 0 {
			title = ownTitle(m.country, "sweep_in")
		}
		e := event{day: inMonth(first, 3), amount: -move, class: "internal", title: title, party: owner, iban: m.savingsIBAN(a)}
		m.add(a.ID, e)
		if m.ibans[a.SweepTo] != "" {
			e.amount, e.iban = move, m.ibans[a.ID]
			m.add(a.SweepTo, e)
		}
	}
}

func (m *maker) savingsIBAN(a *AccountSpec) string {
	if iban := m.ibans[a.SweepTo]; iban != "" {
		return iban
	}
	return newIBAN(m.dice(0, "savings elsewhere", a.ID), m.country)
}

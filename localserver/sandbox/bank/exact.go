package bank

import "cmp"

// booked is the status of a row that moved the balance.
const booked = "DONE"

// exactly books a row of the customers file, if its day has come.
func (m *maker) exactly(s *TransactionSpec) {
	day := m.today - Day(s.DaysAgo)
	if s.Date != "" {
		day, _ = ParseDay(s.Date)
	}
	if day > m.last() {
		return
	}
	sign, amounts, _ := parseFlowAmount(s.Amount)
	amount := sign * amounts.lo
	t := &Transaction{TransactionOn: day, BookedOn: day + 1, Amount: amount, Title: s.Title, Party: s.Party, PartyIBAN: s.IBAN, Kind: s.Kind,
		Status: cmp.Or(s.Status, booked), Labels: s.Labels, VariableSymbol: s.VariableSymbol, ConstantSymbol: s.ConstantSymbol}
	if s.Booked != "" {
		t.BookedOn, _ = ParseDay(s.Booked)
	}
	if len(t.Labels) == 0 {
		t.Labels = Recognise(t)
	}
	id := m.ledger(s.Account)
	m.ledgers[id] = append(m.ledgers[id], event{day: day, amount: amount, exact: t})
}

package verify

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// A header that holds what is pending proves no more than the rows do, and bounds no less (statement 8.5).
func TestS8_5_PendingRowsProveNoBalance(t *testing.T) {
	for _, k := range []struct{ pending, header string }{{"-200.00", "2300.00"}, {"200.00", "2700.00"}} {
		w := newWorld(t)
		a := w.account("Konto 0", mine, "2500.00", living(365)...)
		x := tx("2026-03-31", k.pending, "Sklep", "blokada")
		x.Status = text.Clean("PENDING")
		a.Transactions = slices.Concat([]aisclient.Transaction{x}, a.Transactions)
		header := amount(k.header)
		a.Balance = &header
		low, high := min(header, amount("2500.00")), max(header, amount("2500.00"))
		w.want(Confirmed, "", "balance "+low.String()+"PLN")
		w.want(Inconclusive, "", "balance "+high.String()+"PLN")
		w.want(Refuted, "", "balance "+(high+aisclient.AmountScale).String()+"PLN")
	}
}

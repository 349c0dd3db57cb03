package aisclient

import (
	"testing"

	"aisdesk/aisclient/text"
)

func TestS7_6_StatusesInTheBanksLanguages(t *testing.T) {
	for word, want := range map[string]RowState{
		"": RowBooked, "DONE": RowBooked, "Booked": RowBooked, "Zaksięgowano": RowBooked, "ZREALIZOWANA": RowBooked, "Zaúčtováno": RowBooked, "Contabilizado": RowBooked, "gebucht": RowBooked,
		"PENDING": RowPending, "Oczekująca": RowPending, "Blokada": RowPending, "BLOCKED": RowPending, "Planned": RowPending, "Nezaúčtováno": RowPending, "Čekající": RowPending, "pendiente": RowPending, "Retenido": RowPending,
		"Niezaksięgowana": RowPending, "Čeká na zaúčtování": RowPending, "Zpracovává se": RowPending, "Autorizace": RowPending, "PREAUTORIZACION": RowPending,
		"NOT YET POSTED": RowPending, "UNCLEARED": RowPending, "Zakończona": RowBooked, "Dokončeno": RowBooked, "vorgemerkt": RowPending,
		"CANCELLED": RowVoid, "Rejected": RowVoid, "Odrzucona": RowVoid, "Anulowano": RowVoid, "Zrušeno": RowVoid, "Zamítnuto": RowVoid, "Rechazado": RowVoid, "Anulada": RowVoid, "Niezrealizowana": RowVoid,
		" done\t": RowBooked, "Executed": RowBooked, "COMPLETED": RowBooked, "Settled.": RowBooked, "PROCESSED": RowBooked, "Zaksięgowane": RowBooked, "Zaksięgowanych": RowUnknown, "виконано": RowBooked,
		// What follows a word for booked takes it back.
		"BOOKED - REVERSED": RowVoid, "EXECUTED_REVERSED": RowVoid, "ZAKSIĘGOWANA - ANULOWANA": RowVoid, "COMPLETED_CANCELLED": RowVoid, "DONE (cancelled)": RowVoid, "DONE REJECTED": RowVoid,
		"BOOKED;VOID": RowVoid, "PROCESSED WITH ERROR": RowVoid, "BOOKED_PENDING": RowPending, "DONE/PENDING": RowPending, "BOOKED, PENDING REVERSAL": RowVoid,
		"DONE-NOT": RowUnknown, "DONE?": RowUnknown, "DONE_PARTIALLY": RowUnknown, "DONEX9": RowUnknown, "BOOKEDNOT": RowUnknown, "DONE 2": RowUnknown, "Księgowanie": RowPending,
		"Q7": RowUnknown, "???": RowUnknown, "MAYBE": RowUnknown,
	} {
		tx := Transaction{Status: text.Clean(word)}
		if got := ParseRowState(word); got != want || tx.Booked() != (want == RowBooked) {
			t.Errorf("%q is %s, want %s", word, got, want)
		}
	}
}

func TestStatusesInWords(t *testing.T) {
	for word, want := range map[string]string{"DONE": "booked", "PENDING": "pending", "IN_PROGRESS": "in progress", "Zaksięgowano": "zaksięgowano", "": ""} {
		if got := (&Transaction{Status: text.Clean(word)}).StatusWords(); got != want {
			t.Errorf("%q is said as %q, want %q", word, got, want)
		}
	}
}

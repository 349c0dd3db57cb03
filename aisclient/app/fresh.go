package app

import (
	"sync"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
)

// freshLedger is the ledger of the import that was saved last. Its rows were read as the reply was checked: whoever
// opens that import next gets them, and the reply is not read again.
type freshLedger struct {
	mu     sync.Mutex
	id     string
	ledger *ledger.Ledger
}

// keep holds the rows of an attempt that has ended for whoever opens the import next, and for the library.
func (a *App) keep(out intake.Outcome) {
	a.fresh.keep(out)
	a.Library.remember(out, Dataset{lexicon: a.lexicon.set})
}

// keep holds the ledger of an attempt that has ended, if it has one.
func (f *freshLedger) keep(out intake.Outcome) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.id, f.ledger = out.ImportID, out.Ledger
}

// take gives an import's ledger away, or nil.
func (f *freshLedger) take(id string) *ledger.Ledger {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.id != id {
		return nil
	}
	l := f.ledger
	f.ledger = nil
	return l
}

package ledger

import "sync"

// cache keeps what was computed once and stays true, because a ledger never changes.
type cache struct {
	mu     sync.Mutex
	totals []Totals
}

package ledger

import (
	"context"

	"aisdesk/aisclient/ledger/internal/priority"
)

// Background marks a context for work that nobody waits for with a key in hand. Queries under it use one processor,
// and between two parts they stand aside while a query without the mark is at work on the same ledger.
func Background(ctx context.Context) context.Context { return priority.Background(ctx) }

// GiveWay is for the loops of work in the background: call it every few milliseconds. It waits while a query without
// the mark of Background is at work on the ledger, and reports whether to go on; false means that the context has
// ended. Under a context without the mark it never waits.
func (l *Ledger) GiveWay(ctx context.Context) bool { return l.gate.Pass(ctx) }

// Enter begins work that somebody waits for: work in the background stands aside until leave is called. Under the
// mark of Background it holds up nobody.
func (l *Ledger) Enter(ctx context.Context) (leave func()) { return l.gate.Enter(ctx) }

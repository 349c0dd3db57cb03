package ledger

import "sync"

// memo keeps what others derive from a ledger.
type memo struct {
	mu   sync.Mutex
	once map[any]func() any
}

// Memo returns what derive made for a key, which it is asked for once in the ledger's life. It is for what costs time
// and stays true because a ledger does not change. The key's type should be the caller's own.
func (l *Ledger) Memo(key any, derive func() any) any {
	m := &l.cache.memo
	m.mu.Lock()
	if m.once == nil {
		m.once = map[any]func() any{}
	}
	get, ok := m.once[key]
	if !ok {
		get = sync.OnceValue(derive)
		m.once[key] = get
	}
	m.mu.Unlock()
	return get()
}

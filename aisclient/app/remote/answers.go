package remote

import "sync"

// Answers tells of answers of the store that are slow.
type Answers struct {
	mu   sync.Mutex
	told func(host string)
	slow int // answers that are slow now
}

// OnSlow has told be called with the name of a server that has not answered for a second, and with none once nobody waits for it
// any more. Nil tells nobody.
func (a *Answers) OnSlow(told func(host string)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.told = told
}

// count counts an answer that is slow, or that nobody waits for any more.
func (a *Answers) count(host string, waits bool) {
	a.mu.Lock()
	before, told := a.slow, a.told
	if a.slow++; !waits {
		a.slow -= 2
	}
	now := a.slow
	a.mu.Unlock()
	switch {
	case told == nil:
	case before == 0:
		told(host)
	case now == 0:
		told("")
	}
}

package aisclient

import (
	"slices"
	"sync"
	"time"
)

// sessions remembers which sessions were used for an import: the provider allows one each, and a second try
// could only hide what the first one did.
type sessions struct {
	mu   sync.Mutex
	used map[string]usedSession
}

type usedSession struct {
	at      time.Time
	command string // empty until the provider accepted the import
}

// take reserves a session. It reports false, and the earlier command as far as known, when it was used.
func (s *sessions) take(id string, now time.Time) (command string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u, taken := s.used[id]; taken {
		return u.command, false
	}
	if s.used == nil {
		s.used = map[string]usedSession{}
	}
	for old, u := range s.used {
		if now.Sub(u.at) > importMemory {
			delete(s.used, old)
		}
	}
	s.used[id] = usedSession{at: now}
	return "", true
}

// accepted keeps the command that a session led to.
func (s *sessions) accepted(id, command string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used[id] = usedSession{at: s.used[id].at, command: command}
}

// release gives a session back: nothing of the request left this machine.
func (s *sessions) release(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.used, id)
}

// handled keeps the last secrets that passed through a client, so that what the provider sends back can be
// redacted wherever it stands.
type handled struct {
	mu   sync.Mutex
	list []Secret
}

// handledSecrets is how many are kept; a verification has two.
const handledSecrets = 32

func (h *handled) add(secrets ...Secret) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range secrets {
		if !s.Empty() && !slices.Contains(h.list, s) {
			h.list = append(h.list, s)
		}
	}
	h.list = h.list[max(0, len(h.list)-handledSecrets):]
}

func (h *handled) all() []Secret {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.list)
}

package api

import (
	"slices"
	"sync"
	"time"
)

// Request is one request that the API received, for tests that ask what a client really sent.
type Request struct {
	Seq    uint64            `json:"seq"`
	At     time.Time         `json:"at"`
	Method string            `json:"method"`
	Path   string            `json:"path"`
	Params map[string]string `json:"params,omitempty"` // form and query; signatures and keys are masked
	Body   string            `json:"body,omitempty"`   // JSON bodies, at most 4 KiB
	// Status is the HTTP status, 0 if the connection was cut before one was sent.
	Status   int    `json:"status"`
	Session  string `json:"session,omitempty"`
	State    string `json:"state,omitempty"` // of the command, where the answer tells it
	Scenario string `json:"scenario"`
	Agent    string `json:"userAgent,omitempty"`
}

// requestLog keeps the last requests.
type requestLog struct {
	mu   sync.Mutex
	seq  uint64
	ring []Request
}

const requestsKept = 5000

func (l *requestLog) add(r Request) uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seq++
	r.Seq = l.seq
	if len(l.ring) < requestsKept {
		l.ring = append(l.ring, r)
	} else {
		l.ring[(l.seq-1)%requestsKept] = r
	}
	return l.seq
}

// correct changes the status of a request that did not get what was meant for it.
func (l *requestLog) correct(seq uint64, status int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := int((seq - 1) % requestsKept); i < len(l.ring) && l.ring[i].Seq == seq {
		l.ring[i].Status = status
	}
}

// at is a request by its number; empty if it is no longer kept.
func (l *requestLog) at(seq uint64) Request {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := int((seq - 1) % requestsKept); i < len(l.ring) && l.ring[i].Seq == seq {
		return l.ring[i]
	}
	return Request{}
}

// after lists the requests with a higher number, oldest first.
func (l *requestLog) after(seq uint64) []Request {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := []Request{}
	for _, r := range l.ring {
		if r.Seq > seq {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Request) int { return int(int64(a.Seq) - int64(b.Seq)) })
	return out
}

func (l *requestLog) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ring = nil
	l.seq = 0
}

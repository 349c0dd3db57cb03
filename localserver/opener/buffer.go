package opener

import (
	"strings"
	"sync"
)

// boundedBuffer keeps the newest bytes written to it and never fails, however much a browser has to say.
type boundedBuffer struct {
	mu   sync.Mutex
	most int
	b    []byte
}

func (b *boundedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := len(p)
	if len(p) >= b.most {
		b.b = append(b.b[:0], p[len(p)-b.most:]...)
		return n, nil
	}
	if over := len(b.b) + len(p) - b.most; over > 0 {
		b.b = append(b.b[:0], b.b[over:]...)
	}
	b.b = append(b.b, p...)
	return n, nil
}

// tail returns the last line written, ready to follow an error's text.
func (b *boundedBuffer) tail() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := strings.TrimSpace(strings.ToValidUTF8(string(b.b), "\uFFFD"))
	if i := strings.LastIndexAny(s, "\r\n"); i >= 0 {
		s = s[i+1:]
	}
	if s == "" {
		return ""
	}
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "") + "…"
	}
	return ": " + s
}

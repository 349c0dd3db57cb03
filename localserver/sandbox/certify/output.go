package certify

import (
	"strings"
)

// What is kept of what a client writes: the beginning, in which secrets are looked for, and the end, which has the result.
const (
	keptHead = 4 << 20
	keptTail = 64 << 10
)

// output keeps the beginning and the end of what a client writes, however much that is.
type output struct{ head, tail []byte }

func (o *output) Write(b []byte) (int, error) {
	n := len(b)
	more := min(n, keptHead-len(o.head))
	o.head, b = append(o.head, b[:more]...), b[more:]
	if o.tail = append(o.tail, b...); len(o.tail) > 2*keptTail {
		o.tail = append(o.tail[:0], o.tail[len(o.tail)-keptTail:]...)
	}
	return n, nil
}

func (o *output) String() string { return string(o.head) + string(o.tail) }

// how is the end of a sentence about a run that ended without a result.
func (x *run) how() string {
	if x.ended == "" {
		return ""
	}
	return "; it ended with " + x.ended
}

// lastWords is the last line that is not empty, cut to what fits a sentence.
func lastWords(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimSpace(s[strings.LastIndexByte(s, '\n')+1:])
	if r := []rune(s); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return s
}

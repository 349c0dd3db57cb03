package terminal

import (
	"bytes"
	"os"
	"time"
)

// keyboard is the terminal's input without the replies to AskGround, which are no keys.
type keyboard struct {
	*os.File
	replies replies
}

// escWait is how long an Esc at the end of what was read waits for the rest of a reply, while one is awaited. A key that
// was pressed waits as long.
const escWait = 50 * time.Millisecond

// Read reads keys. It returns nothing where all that came was a reply.
func (k *keyboard) Read(p []byte) (int, error) {
	room := len(p) - len(k.replies.part) // what is held back may come out with what is read
	n, err := k.File.Read(p[:max(room, 1)])
	if err != nil {
		return n, err
	}
	keys := k.replies.take(p[:n])
	if k.replies.esc() && !readable(k.File, escWait) {
		keys = append(keys, k.replies.release()...)
	}
	return copy(p, keys), nil
}

// replies takes the replies to AskGround out of what is read, however they are cut. Once the terminal's attributes have
// come it lets everything through: replies come in the order of their questions.
type replies struct {
	colour func(string) // takes the reply to OSC 11
	done   bool
	part   []byte // the beginning of what may be a reply
}

// longestReply is more than any reply has; what is longer is let through.
const longestReply = 128

// esc reports whether all that is held back is an Esc, which may be a key.
func (r *replies) esc() bool { return len(r.part) == 1 }

// release gives back what is held: it was no reply.
func (r *replies) release() []byte {
	p := r.part
	r.part = nil
	return p
}

// take returns the keys among some bytes.
func (r *replies) take(b []byte) []byte {
	if r.done {
		return b
	}
	b = append(r.release(), b...)
	var keys []byte
	for len(b) > 0 {
		i := bytes.IndexByte(b, 0x1b)
		if i < 0 {
			return append(keys, b...)
		}
		keys = append(keys, b[:i]...)
		b = b[i:]
		n, whole := r.reply(b)
		switch {
		case n == 0: // an Esc that begins no reply
			keys, b = append(keys, b[0]), b[1:]
		case !whole:
			r.part = bytes.Clone(b)
			return keys
		default:
			b = b[n:]
			if r.done {
				return append(keys, b...)
			}
		}
	}
	return keys
}

// The beginnings of the two replies.
var (
	colourReply     = []byte("\x1b]11;")
	attributesReply = []byte("\x1b[?")
)

// reply measures the reply that b begins with: 0 for none, and whether it is there to its end.
func (r *replies) reply(b []byte) (n int, whole bool) {
	switch {
	case len(b) > longestReply:
		b = b[:longestReply]
	case beginning(b, colourReply), beginning(b, attributesReply):
		return len(b), false
	}
	switch {
	case bytes.HasPrefix(b, attributesReply):
		return r.attributes(b)
	case bytes.HasPrefix(b, colourReply):
		return r.ground(b)
	}
	return 0, false
}

// beginning reports whether b is the beginning of a reply and not more of it.
func beginning(b, reply []byte) bool { return len(b) < len(reply) && bytes.HasPrefix(reply, b) }

// attributes measures a reply to DA1: ESC [ ? digits and semicolons, c.
func (r *replies) attributes(b []byte) (int, bool) {
	for i := len(attributesReply); i < len(b); i++ {
		switch c := b[i]; {
		case c == 'c':
			r.done = true
			return i + 1, true
		case c != ';' && (c < '0' || c > '9'):
			return 0, false
		}
	}
	return unended(b)
}

// unended is a reply whose end has not come: it is waited for, or it is too long to be one.
func unended(b []byte) (int, bool) {
	if len(b) == longestReply {
		return 0, false
	}
	return len(b), false
}

// ground measures a reply to OSC 11, which ends with BEL or ESC \.
func (r *replies) ground(b []byte) (int, bool) {
	for i := len(colourReply); i < len(b); i++ {
		end := 0
		switch {
		case b[i] == 0x07:
			end = 1
		case b[i] == 0x1b && i+1 == len(b):
			return len(b), false
		case b[i] == 0x1b && b[i+1] == '\\':
			end = 2
		case b[i] < ' ' || b[i] > '~': // what follows is no part of it
			return i, true
		default:
			continue
		}
		r.colour(string(b[len(colourReply):i]))
		return i + end, true
	}
	return unended(b)
}

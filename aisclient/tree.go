package aisclient

import (
	"context"
	"io"
	"strings"

	"aisdesk/aisclient/text"
)

// element is one element of a reply that is small enough to hold as a tree: a catalog, scores, a session.
// The methods accept a nil element, which has nothing, so that lookups can be chained.
type element struct {
	name     string // without prefix
	attrs    map[string]string
	own      string // its own text, trimmed, entities replaced, not cleaned
	children []*element
}

// decodeTree reads a whole document into a tree rooted at reply, with all the scanner's checks. It is for
// small replies: o's zero element and byte caps are lower here than elsewhere (8 MiB, 100,000 elements).
func decodeTree(ctx context.Context, r io.Reader, o DecodeOptions) (*element, error) {
	if o.MaxBytes == 0 {
		o.MaxBytes = 8 << 20
	}
	if o.MaxElements == 0 {
		o.MaxElements = 100_000
	}
	s := newScanner(ctx, r, o)
	s.lim.density = o.MaxBytes + 1 // the cap is absolute: each element costs memory here
	if err := s.root("reply"); err != nil {
		return nil, err
	}
	root, err := s.tree()
	if err != nil {
		return nil, err
	}
	return root, s.end()
}

// tree consumes the open element.
func (s *scanner) tree() (*element, error) {
	e := &element{name: string(s.local())}
	if len(s.attrs) > 0 {
		e.attrs = make(map[string]string, len(s.attrs))
		for i := range s.attrs {
			e.attrs[string(s.attrName(i))] = string(s.attrValue(i))
		}
	}
	own, err := s.leaf(func() error {
		c, err := s.tree()
		e.children = append(e.children, c)
		return err
	})
	e.own = string(trim(own))
	return e, err
}

// at follows path, names joined by slashes, taking the first child of each name; nil if there is none.
func (e *element) at(path string) *element {
	for name := range strings.SplitSeq(path, "/") {
		if e = e.first(name); e == nil {
			return nil
		}
	}
	return e
}

func (e *element) first(name string) *element {
	if e != nil {
		for _, c := range e.children {
			if c.name == name {
				return c
			}
		}
	}
	return nil
}

// all returns the elements at path: the first child of each name on the way, every child of the last name.
func (e *element) all(path string) []*element {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		e, path = e.at(path[:i]), path[i+1:]
	}
	if e == nil {
		return nil
	}
	var list []*element
	for _, c := range e.children {
		if c.name == path {
			list = append(list, c)
		}
	}
	return list
}

// attr returns the attribute as it is written, "" if there is none.
func (e *element) attr(name string) string {
	if e == nil {
		return ""
	}
	return e.attrs[name]
}

// textAttr is attr cleaned.
func (e *element) textAttr(name string) text.Text { return text.Clean(e.attr(name)) }

// value returns the element's own text as it is written, trimmed. It is for numbers and secrets; what is
// shown comes from text.
func (e *element) value() string {
	if e == nil {
		return ""
	}
	return e.own
}

// text is value cleaned.
func (e *element) text() text.Text { return text.Clean(e.value()) }

package xmlscan

import (
	"strings"

	"aisdesk/aisclient/text"
)

// Element is one element of a document that is small enough to hold as a tree.
// The methods accept a nil element, which has nothing, so that lookups can be chained.
type Element struct {
	Name     string // without prefix
	Attrs    map[string]string
	Own      string // its own text, trimmed, entities replaced, not cleaned
	Children []*Element
}

// Tree consumes the open element and returns it with all that is in it. It fails as Child does.
func (s *Scanner) Tree() (*Element, error) {
	e := &Element{Name: string(s.Local())}
	if len(s.attrs) > 0 {
		e.Attrs = make(map[string]string, len(s.attrs))
		for i := range s.attrs {
			e.Attrs[string(s.AttrName(i))] = string(s.attrValue(i))
		}
	}
	own, err := s.Leaf(func() error {
		c, err := s.Tree()
		e.Children = append(e.Children, c)
		return err
	})
	e.Own = string(Trim(own))
	return e, err
}

// At follows path, names joined by slashes, taking the first child of each name; nil if there is none.
func (e *Element) At(path string) *Element {
	for name := range strings.SplitSeq(path, "/") {
		if e = e.first(name); e == nil {
			return nil
		}
	}
	return e
}

func (e *Element) first(name string) *Element {
	if e != nil {
		for _, c := range e.Children {
			if c.Name == name {
				return c
			}
		}
	}
	return nil
}

// All returns the elements at path: the first child of each name on the way, every child of the last name.
func (e *Element) All(path string) []*Element {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		e, path = e.At(path[:i]), path[i+1:]
	}
	if e == nil {
		return nil
	}
	var list []*Element
	for _, c := range e.Children {
		if c.Name == path {
			list = append(list, c)
		}
	}
	return list
}

// Attr returns the attribute as it is written, "" if there is none.
func (e *Element) Attr(name string) string {
	if e == nil {
		return ""
	}
	return e.Attrs[name]
}

// TextAttr is Attr cleaned.
func (e *Element) TextAttr(name string) text.Text { return text.Clean(e.Attr(name)) }

// Value returns the element's own text as it is written, trimmed. It is for numbers and secrets; what is
// shown comes from Text.
func (e *Element) Value() string {
	if e == nil {
		return ""
	}
	return e.Own
}

// Text is Value cleaned.
func (e *Element) Text() text.Text { return text.Clean(e.Value()) }

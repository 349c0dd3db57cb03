package library

import (
	"context"
	"slices"

	"aisdesk/aisclient/library"
	"aisdesk/tui/pane"
)

// some are a part of the imports, by id, and what they are.
type some struct {
	what string
	ids  map[string]bool
}

// NewSome makes the library with some imports only; what says what they are.
func NewSome(ctx context.Context, env *pane.Env, archive Archive, what string, ids []string) *Pane {
	p := New(ctx, env, archive)
	p.only = &some{what, map[string]bool{}}
	for _, id := range ids {
		p.only.ids[id] = true
	}
	return p
}

// among are the hits that are of the part; of a nil one all are.
func (s *some) among(x *library.Index, hits []int32) []int32 {
	if s == nil {
		return hits
	}
	return slices.DeleteFunc(slices.Clone(hits), func(n int32) bool { return !s.ids[x.ID(int(n))] })
}

package team

import (
	"context"
	"slices"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/text"
)

// pastChange is what one change did to who may propose and review, as later changes repeat it for those who cannot read it.
type pastChange struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash,omitempty"`
	// Links is how many links the chain of what the team judges by had when the change was made: those behind them are by who is
	// in the team then. Nil where that is not known, since an older program made the change.
	Links *int64 `json:"links,omitempty"`
	// In are those who came, or whose keys are others, with name, keys and recipient only. Out are the names of those who went.
	In  []Member `json:"in,omitempty"`
	Out []string `json:"out,omitempty"`
}

// history is the changes of a team as far as they are known, in order. A link is judged by who was in the team when it was
// written, so that what changes later does not change what was in force.
type history []pastChange

// history is that of all changes: of those that this machine cannot read as the first that it can says.
func (c *Chain) history() history {
	h := history(slices.Clone(c.Changes[0].Before))
	members := h.members(len(h))
	for i := range c.Changes {
		ch := &c.Changes[i]
		h = append(h, past(ch, members))
		members = ch.Members
	}
	return h
}

// past is what a change did to the members that there were.
func past(c *Change, before []Member) pastChange {
	p := pastChange{Seq: c.Seq, Hash: c.Hash, Links: c.Links}
	for _, m := range c.Members {
		same := func(o Member) bool {
			return o.Name == m.Name && slices.Equal(o.Keys, m.Keys) && o.Recipient == m.Recipient
		}
		if !slices.ContainsFunc(before, same) {
			p.In = append(p.In, Member{Name: m.Name, Keys: m.Keys, Recipient: m.Recipient})
		}
	}
	for _, m := range before {
		if !slices.ContainsFunc(c.Members, named(m.Name)) {
			p.Out = append(p.Out, m.Name)
		}
	}
	return p
}

func named(name string) func(Member) bool {
	return func(m Member) bool { return plainName(m.Name) == plainName(name) }
}

func holds(key string) func(Member) bool {
	return func(m Member) bool { return slices.Contains(m.Keys, key) }
}

// members are those behind the first n changes.
func (h history) members(n int) (all []Member) {
	for _, p := range h[:n] {
		for _, name := range p.Out {
			all = slices.DeleteFunc(all, named(name))
		}
		for _, m := range p.In {
			all = append(slices.DeleteFunc(all, named(m.Name)), m)
		}
	}
	return all
}

// at are the members who there may have been when a link was written, one list a possibility: more than one where changes
// were made by an older program. It is nil where that is not known.
func (h history) at(seq int64) (possible [][]Member) {
	first := -1
	for i, p := range h {
		if p.Links != nil && *p.Links < seq {
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	for i := first; i < len(h) && (i == first || h[i].Links == nil); i++ {
		possible = append(possible, h.members(i+1))
	}
	return possible
}

// everybody is the people who were ever in the team, the last first.
func (h history) everybody() (all []Member) {
	for _, p := range slices.Backward(h) {
		all = append(all, p.In...)
	}
	return all
}

// team is the hash of the change that began the team; empty where it is not known.
func (h history) team() string {
	if len(h) > 0 && h[0].Seq == 1 {
		return h[0].Hash
	}
	return ""
}

func at(recipient string) func(Member) bool {
	return func(m Member) bool { return m.Recipient == recipient }
}

// author is the name of who wrote a link: of the person whose key signed it, or of whose machine wrote what nobody signed, or else
// the claimed one.
func (h history) author(l *Link) (name string, verified, machine bool) {
	all := h.everybody()
	if i := slices.IndexFunc(all, holds(l.Key)); l.Key != "" && i >= 0 {
		return all[i].Name, true, false
	}
	if i := slices.IndexFunc(all, at(l.Recipient)); l.Key == "" && l.Recipient != "" && i >= 0 {
		return all[i].Name, false, true
	}
	return l.Author, false, false
}

// allows tells whether somebody of the team may have written a link when it was written, and why not.
func (h history) allows(l *Link) (err error) {
	for _, members := range h.at(l.Seq) {
		if err = h.among(members, l); err == nil {
			return nil
		}
	}
	return err
}

// among tells whether one of the members wrote a link. A name that nobody signed counts where no member has a key, and as that
// of a member without one.
func (h history) among(members []Member, l *Link) error {
	name, _, machine := h.author(l)
	at := slices.IndexFunc(members, named(name))
	recipients := slices.ContainsFunc(members, func(m Member) bool { return m.Recipient != "" })
	keys := slices.ContainsFunc(members, func(m Member) bool { return len(m.Keys) > 0 })
	switch {
	case l.Key != "" && slices.ContainsFunc(members, holds(l.Key)):
		return nil
	case at < 0 && slices.ContainsFunc(h.everybody(), named(name)):
		return refused("%s was not in the team when it was written", text.Clean(name))
	case l.Key == "" && l.Recipient != "" && recipients && !machine:
		return refused("it was written at a machine that is none of a member's. Have a member add you by \"aisdesk team add\"")
	case at < 0 && keys:
		return refused("members of the team have SSH keys, and neither the key nor the name is a member's. " +
			"Set author = \"NAME\" to your name in \"aisdesk team list\", or have a member remove you and add you with your key")
	case at >= 0 && len(members[at].Keys) > 0 && l.Key == "":
		return refused("%s has an SSH key in the team, and it is not signed. Set sign = \"ssh\" to sign what you do", text.Clean(name))
	case at >= 0 && len(members[at].Keys) > 0:
		return refused("%s has another SSH key in the team than the one that signed it", text.Clean(name))
	}
	return nil
}

// left reports whether a person had left the team when a link was written.
func (h history) left(name string, seq int64) bool {
	possible := h.at(seq)
	return len(possible) > 0 && slices.ContainsFunc(h.everybody(), named(name)) &&
		!slices.ContainsFunc(possible, func(m []Member) bool { return slices.ContainsFunc(m, named(name)) })
}

// links is the number of links of what a team judges by that are in a store.
func links(ctx context.Context, s objects.Store) (n int64, err error) {
	for o, err := range s.List(ctx, BookPrefix, "") {
		if err != nil {
			return n, err
		}
		if o.Name != entryName(n+1) {
			break
		}
		n++
	}
	return n, nil
}

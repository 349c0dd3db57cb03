package casefile

// OwnerID is one more id by which the provider knows a person of the case: that of an import that was made apart from it.
type OwnerID struct {
	OwnerExternalID string `json:"ownerExternalId"`
	// Of is the person's own id.
	Of string `json:"of"`
}

func (OwnerID) Kind() Kind { return KindOwnerID }

func (a OwnerID) valid() error {
	return first(needs(a.OwnerExternalID, "the owner's id"), needs(a.Of, "the person's id"))
}

func (a OwnerID) apply(s *State, _ Header) error {
	if p, ok := s.Person(a.OwnerExternalID); ok {
		return notAllowed("%s is an id of %s already", a.OwnerExternalID, p.Name)
	}
	if of, ok := s.Person(a.Of); !ok || of.OwnerExternalID != a.Of {
		return notAllowed("%s is not a person of this case", a.Of)
	}
	s.ids[a.OwnerExternalID] = a.Of
	return nil
}

// Person is the person of the case whom an owner id names: their own, or one more that the provider knows them by.
func (s *State) Person(owner string) (Person, bool) {
	if of, ok := s.ids[owner]; ok {
		owner = of
	}
	for _, p := range s.People {
		if p.OwnerExternalID == owner {
			return p, true
		}
	}
	return Person{}, false
}

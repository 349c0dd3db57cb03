package casefile

import "slices"

// check fails with an InvalidError where no case would allow an act.
func check(a Act) error {
	if err := a.valid(); err != nil {
		return &InvalidError{err}
	}
	return nil
}

// apply changes the state by an act, or says why it has no effect.
func (s *State) apply(a Act, h Header) error {
	if err := check(a); err != nil {
		return err
	}
	if s.Erased {
		return notAllowed("the case was erased")
	}
	return a.apply(s, h)
}

func (a Label) apply(s *State, _ Header) error {
	s.Label = a.Label
	return nil
}

func (a Person) apply(s *State, _ Header) error {
	if _, ok := s.Person(a.OwnerExternalID); ok {
		return notAllowed("the person %s is in the case already", a.OwnerExternalID)
	}
	for _, p := range s.People {
		if p.Role == Applicant && a.Role == Applicant {
			return notAllowed("the case has an applicant already: %s. Another is a co-applicant or a guarantor", p.Name)
		}
	}
	s.People = append(s.People, a)
	return nil
}

// knows reports whether an owner id is a person's of the case. Without people every owner is welcome.
func (s *State) knows(owner string) bool {
	_, ok := s.Person(owner)
	return ok || len(s.People) == 0
}

func (a Import) apply(s *State, _ Header) error {
	switch {
	case s.Holds(a.Import):
		return notAllowed("import %s is in the case already", a.Import)
	case !s.knows(a.OwnerExternalID):
		return notAllowed("import %s is of the owner %s, who is not a person of this case", a.Import, a.OwnerExternalID)
	}
	s.Imports = append(s.Imports, a)
	return nil
}

func (a File) apply(s *State, _ Header) error {
	switch {
	case s.Holds(a.Import):
		return notAllowed("the file is in the case already")
	case a.OwnerExternalID != "" && !s.knows(a.OwnerExternalID):
		return notAllowed("%s is not a person of this case", a.OwnerExternalID)
	}
	for _, f := range s.Files {
		if f.SHA256 == a.SHA256 {
			return notAllowed("the same file is in the case already, as %s", f.Name)
		}
	}
	s.Files = append(s.Files, a)
	return nil
}

func (s *State) rowsHere(rows []Row) error {
	for _, r := range rows {
		if !s.Holds(r.Import) {
			return notAllowed("import %s does not belong to the case", r.Import)
		}
	}
	return nil
}

func (a Claims) apply(s *State, _ Header) error {
	s.claims = a.Claims
	return nil
}

func (a Exclude) apply(s *State, h Header) error {
	if err := s.rowsHere(a.Rows); err != nil {
		return err
	}
	for _, r := range a.Rows {
		if by, out := s.excluded[r]; out {
			return notAllowed("%s excluded row %d of import %s already (event %d)", by.Event.Author, r.Number, r.Import, by.Event.Seq)
		}
	}
	for _, r := range a.Rows {
		s.excluded[r] = RowAct{a.Reason, h}
	}
	return nil
}

func (a Include) apply(s *State, _ Header) error {
	for _, r := range a.Rows {
		if _, out := s.excluded[r]; !out {
			return notAllowed("row %d of import %s is not excluded", r.Number, r.Import)
		}
	}
	for _, r := range a.Rows {
		delete(s.excluded, r)
	}
	return nil
}

func (a Relabel) apply(s *State, h Header) error {
	if err := s.rowsHere(a.Rows); err != nil {
		return err
	}
	for i, r := range a.Rows {
		s.relabelled[r] = Relabelled{RowAct{a.Reason, h}, a.Category, a.Was[i]}
	}
	return nil
}

func (a Note) apply(s *State, h Header) error {
	if err := s.rowsHere(a.Rows); err != nil {
		return err
	}
	s.Notes = append(s.Notes, Noted{a, h})
	return nil
}

func (a Tag) apply(s *State, _ Header) error {
	at, has := slices.BinarySearch(s.Tags, a.Tag)
	if has {
		return notAllowed("the case has the tag %s already", a.Tag)
	}
	s.Tags = slices.Insert(s.Tags, at, a.Tag)
	return nil
}

func (a Untag) apply(s *State, _ Header) error {
	at, has := slices.BinarySearch(s.Tags, a.Tag)
	if !has {
		return notAllowed("the case has no tag %s", a.Tag)
	}
	s.Tags = slices.Delete(s.Tags, at, at+1)
	return nil
}

func (a Status) apply(s *State, _ Header) error {
	if s.Status == a.Status {
		return notAllowed("the status is %s already", a.Status)
	}
	s.Status = a.Status
	return nil
}

// apply checks that an event can be taken back; that it was is known before the events are gone through.
func (a Undo) apply(s *State, _ Header) error {
	if a.Seq < 1 || a.Seq > s.Head.Seq {
		return notAllowed("there is no event %d before this one", a.Seq)
	}
	if k := s.History[a.Seq-1].Kind; !undoable(k) {
		return notAllowed("an event of the kind %s cannot be undone", k)
	}
	if by := s.History[a.Seq-1].Undone; by != 0 && by <= s.Head.Seq {
		return notAllowed("event %d was undone already, by event %d", a.Seq, by)
	}
	return nil
}

func (a Report) apply(s *State, h Header) error {
	s.Reports = append(s.Reports, Reported{a, h})
	return nil
}

func (a Expiry) apply(s *State, _ Header) error {
	s.Expires = a.Expires
	return nil
}

func (Erased) apply(s *State, _ Header) error {
	s.Erased, s.Status, s.missing = true, "erased", 0
	return nil
}

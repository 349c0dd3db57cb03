package casefile

import "slices"

// apply changes the state by an act, or says why it has no effect.
func (s *State) apply(a Act, h Header) error {
	if err := a.valid(); err != nil {
		return err
	}
	if s.Erased {
		return notAllowed("the case was erased")
	}
	switch a := a.(type) {
	case Label:
		s.Label = a.Label
	case Person:
		return s.addPerson(a)
	case Import:
		return s.addImport(a)
	case File:
		return s.addFile(a)
	case Claims:
		s.claims = a.Claims
	case Include:
		return s.include(a)
	case Exclude:
		return s.exclude(a, h)
	case Relabel:
		return s.relabel(a, h)
	case Note:
		return s.note(a, h)
	case Tag:
		return s.tag(a)
	case Untag:
		return s.untag(a)
	case Status:
		return s.setStatus(a)
	case Decision:
		return s.decide(a, h)
	case Undo:
		return s.undo(a)
	case Report:
		s.Reports = append(s.Reports, Reported{a, h})
	case Expiry:
		s.Expires = a.Expires
	case Erased:
		s.Erased, s.missing = true, 0
	}
	return nil
}

func (s *State) addPerson(a Person) error {
	for _, p := range s.People {
		if p.OwnerExternalID == a.OwnerExternalID {
			return notAllowed("the person %s is in the case already", a.OwnerExternalID)
		}
		if p.Role == Applicant && a.Role == Applicant {
			return notAllowed("the case has an applicant already: %s. Another is a co-applicant or a guarantor", p.Name)
		}
	}
	s.People = append(s.People, a)
	return nil
}

// knows reports whether an owner id is a person's of the case. Without people every owner is welcome.
func (s *State) knows(owner string) bool {
	return len(s.People) == 0 || slices.ContainsFunc(s.People, func(p Person) bool { return p.OwnerExternalID == owner })
}

func (s *State) addImport(a Import) error {
	switch {
	case s.Holds(a.Import):
		return notAllowed("import %s is in the case already", a.Import)
	case !s.knows(a.OwnerExternalID):
		return notAllowed("import %s is of the owner %s, who is nobody of this case", a.Import, a.OwnerExternalID)
	}
	s.Imports = append(s.Imports, a)
	return nil
}

func (s *State) addFile(a File) error {
	switch {
	case s.Holds(a.Import):
		return notAllowed("the file is in the case already")
	case a.OwnerExternalID != "" && !s.knows(a.OwnerExternalID):
		return notAllowed("%s is nobody of this case", a.OwnerExternalID)
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

func (s *State) exclude(a Exclude, h Header) error {
	if err := s.rowsHere(a.Rows); err != nil {
		return err
	}
	for _, r := range a.Rows {
		if _, out := s.excluded[r]; out {
			return notAllowed("row %d of import %s is excluded already", r.Number, r.Import)
		}
	}
	for _, r := range a.Rows {
		s.excluded[r] = RowAct{a.Reason, h}
	}
	return nil
}

func (s *State) include(a Include) error {
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

func (s *State) relabel(a Relabel, h Header) error {
	if err := s.rowsHere(a.Rows); err != nil {
		return err
	}
	for i, r := range a.Rows {
		s.relabelled[r] = Relabelled{RowAct{a.Reason, h}, a.Category, a.Was[i]}
	}
	return nil
}

func (s *State) note(a Note, h Header) error {
	if err := s.rowsHere(a.Rows); err != nil {
		return err
	}
	s.Notes = append(s.Notes, Noted{a, h})
	return nil
}

func (s *State) tag(a Tag) error {
	at, has := slices.BinarySearch(s.Tags, a.Tag)
	if has {
		return notAllowed("the case has the tag %s already", a.Tag)
	}
	s.Tags = slices.Insert(s.Tags, at, a.Tag)
	return nil
}

func (s *State) untag(a Untag) error {
	at, has := slices.BinarySearch(s.Tags, a.Tag)
	if !has {
		return notAllowed("the case has no tag %s", a.Tag)
	}
	s.Tags = slices.Delete(s.Tags, at, at+1)
	return nil
}

func (s *State) setStatus(a Status) error {
	if s.Status == a.Status {
		return notAllowed("the status is %s already", a.Status)
	}
	s.Status = a.Status
	return nil
}

// undo checks that an event can be taken back; that it was is known before the events are gone through.
func (s *State) undo(a Undo) error {
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

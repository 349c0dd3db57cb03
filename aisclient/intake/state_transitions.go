package intake

// transitions are the changes of state that a verification can make. Resume enters at importing: its session is over.
var transitions = map[State][]State{
	Idle:      {Linking, Importing, Failed, Cancelled},
	Linking:   {SignedIn, Failed, Cancelled},
	SignedIn:  {Importing, Done, Failed, Cancelled}, // straight to done in auto import mode
	Importing: {Saving, Failed, Cancelled},
	Saving:    {Done, Failed, Cancelled},
}

// canBecome reports whether a verification in state s may go to next. A final state goes nowhere.
func (s State) canBecome(next State) bool {
	for _, to := range transitions[s] {
		if to == next {
			return true
		}
	}
	return false
}

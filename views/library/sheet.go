package library

import (
	"context"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// sheet shows one repository: what it is, its card, its voices and its files.
type sheet struct {
	needs   *Needs
	content *fyne.Container

	title, facts, state, gated, room *widget.Label
	gate                             *fyne.Container // what to do where access has to be asked for
	card                             *widget.RichText
	scroll                           *container.Scroll // of card
	voices                           *voices
	files                            *files
	parts                            *ui.Tabs
	chosen, all, page                *ui.Button
	bottom                           fyne.CanvasObject

	now    catalogue.Sheet
	repo   hub.Repo
	of     string // the revision that was asked for
	folder string // whose voices come first
	cancel context.CancelFunc
	asked  int
}

// Parts of the sheet, in their order.
const (
	partVoices = iota
	partCard
	partFiles
)

func newSheet(needs *Needs, token func()) *sheet {
	s := &sheet{needs: needs, cancel: func() {}, title: ui.Wrapped(""), facts: ui.Wrapped(""), state: ui.Wrapped(""), gated: ui.Wrapped(""), room: ui.Wrapped("")}
	s.title.TextStyle.Bold, s.title.SizeName = true, theme.SizeNameSubHeadingText
	s.facts.SizeName = theme.SizeNameCaptionText
	s.state.Importance = widget.WarningImportance
	s.card = newCardText()
	s.scroll = container.NewVScroll(s.card)
	s.voices = newVoices(s.getVoice, s.has)
	s.buttons(token)
	s.files = newFiles(s.measure, s.chosen, s.room)
	s.lay()
	s.clear()
	return s
}

func (s *sheet) buttons(token func()) {
	s.chosen = ui.NewButtonWithIcon(ui.Say(fa.GetChosen), theme.DownloadIcon(), s.getChosen)
	s.all = ui.NewButtonWithIcon(ui.Say(fa.GetAll), theme.DownloadIcon(), s.getAll)
	s.page = ui.NewButtonWithIcon(ui.Say(fa.SheetPage), theme.ComputerIcon(), s.browse)
	ask := ui.NewButtonWithIcon(ui.Say(fa.SheetToken), theme.LoginIcon(), token)
	s.gated.SetText(ui.Say(fa.SheetGated))
	s.gated.Importance = widget.WarningImportance
	s.gate = ui.NewColumn(nil, s.gated, ui.NewFlow([]fyne.CanvasObject{ask}))
}

func (s *sheet) lay() {
	s.parts = ui.NewTabs()
	s.parts.Add(ui.Say(fa.SheetVoices), s.voices.content)
	s.parts.Add(ui.Say(fa.SheetCard), s.scroll)
	s.parts.Add(ui.Say(fa.SheetFiles), s.files.content)
	s.bottom = ui.NewFlow([]fyne.CanvasObject{s.all, s.page})
	s.content = ui.NewColumn(s.parts.Content, s.title, s.facts, s.state, s.gate, s.parts.Content, s.bottom)
}

// clear shows nothing.
func (s *sheet) clear() {
	s.now, s.repo = catalogue.Sheet{}, hub.Repo{}
	s.title.SetText("")
	s.facts.SetText(ui.Say(fa.SheetNone))
	for _, o := range []fyne.CanvasObject{s.title, s.state, s.gate, s.parts.Content, s.bottom} {
		o.Hide()
	}
	s.content.Refresh()
}

// open reads a repository and shows it, the voices of a folder first; what was
// asked for before is not wanted any more.
func (s *sheet) open(r hub.Repo, revision, folder string) {
	s.clear()
	s.repo, s.of, s.folder = r, revision, folder
	s.facts.SetText(ui.Say(fa.SheetBusy, r.String()))
	s.parts.Select(partVoices)
	s.read()
}

// reopen reads anew what is shown, since a token or what is here may change it.
func (s *sheet) reopen() {
	if s.repo.ID != "" {
		s.read()
	}
}

func (s *sheet) read() {
	s.cancel()
	s.asked++
	asked, r, revision := s.asked, s.repo, s.of
	unwanted, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	s.needs.Beside(func(ctx context.Context) error {
		ctx, stop := ui.Either(ctx, unwanted)
		defer stop()
		now, err := s.needs.Catalogue.Open(ctx, r, revision)
		if ctx.Err() != nil {
			return nil
		}
		fyne.Do(func() {
			if asked == s.asked {
				s.answer(now, err)
			}
		})
		return nil
	})
}

func (s *sheet) answer(now catalogue.Sheet, err error) {
	if err != nil {
		s.facts.SetText(ui.Error(err))
		ui.Hide(s.gate, !wantsToken(err))
		s.content.Refresh()
		return
	}
	s.show(now)
	ui.Reveal(s.title) // the sheet is below the list where both do not fit
}

func (s *sheet) show(now catalogue.Sheet) {
	s.now = now
	s.title.SetText(ui.Locale().Name(now.Found.Repo))
	s.facts.SetText(s.says(now))
	s.state.SetText(s.age(now))
	segments, plain := cardText(now.Card.Body, s.pageURL())
	if plain {
		segments = append(paragraphs(ui.Say(fa.SheetPlainCard)), segments...)
	}
	s.card.Segments = segments
	s.card.Refresh()
	s.scroll.ScrollToTop()
	s.voices.show(now.Findings, s.folder)
	s.files.show(now.Files)
	if len(now.Findings) == 0 {
		s.parts.Select(partCard)
	}
	ui.Hide(s.state, !now.Offline)
	ui.Hide(s.gate, !now.Closed)
	for _, o := range []fyne.CanvasObject{s.title, s.parts.Content, s.bottom} {
		o.Show()
	}
	s.measure()
	s.content.Refresh()
}

// says is what the hub tells of the repository.
func (s *sheet) says(now catalogue.Sheet) string {
	text := facts(catalogue.Hit{Found: now.Found})
	if sha := now.Found.SHA; len(sha) > shortCommit {
		return ui.Say(fa.SheetFacts, fa.Words(text), sha[:shortCommit])
	}
	return text
}

// shortCommit is how much of a commit's name is shown.
const shortCommit = 8

func (s *sheet) age(now catalogue.Sheet) string {
	if !now.Offline {
		return ""
	}
	return joined(reason(now.Reason), ui.Say(fa.SheetOffline, fa.Words(s.needs.ago(now.Age))))
}

// measure says what was chosen of the files, and whether the disk has room.
func (s *sheet) measure() {
	list, bytes := s.files.choice.chosen()
	s.chosen.Enable()
	s.room.Importance = widget.MediumImportance
	switch {
	case len(list) == 0:
		s.chosen.Disable()
		s.room.SetText(ui.Say(fa.GetNothing))
	case bytes > s.now.Free:
		s.room.Importance = widget.WarningImportance
		s.room.SetText(ui.Say(fa.GetNoRoom, fa.Words(size(bytes)), fa.Words(size(s.now.Free))))
	default:
		s.room.SetText(ui.Say(fa.GetNeeds, fa.Words(size(bytes)), fa.Words(size(s.now.Free))))
	}
	ui.Able(s.all, len(s.now.Files) > 0)
	s.content.Refresh()
}

// pageURL is the address of the repository that is shown.
func (s *sheet) pageURL() *url.URL { return pageOf(s.needs.Endpoint(), s.repo) }

func (s *sheet) browse() { s.needs.Browse(s.pageURL()) }

// has tells whether a voice of the repository is whole on this computer.
func (s *sheet) has(f library.Finding) bool { return s.now.Has(f) }

func (s *sheet) getVoice(f library.Finding) { s.get(f.Files) }

func (s *sheet) getAll() { s.get(nil) }

func (s *sheet) getChosen() {
	if list, _ := s.files.choice.chosen(); len(list) > 0 {
		s.get(list)
	}
}

// get puts files of the repository into the queue, nil for all of them.
func (s *sheet) get(list []hub.File) {
	now := s.now
	s.needs.Beside(func(ctx context.Context) error {
		d, err := s.needs.Catalogue.Install(ctx, now, list)
		if err != nil {
			return err
		}
		s.added(d)
		return nil
	})
}

func (s *sheet) added(d app.Download) { s.needs.Notify(ui.Say(fa.GetAdded, d.Repo)) }

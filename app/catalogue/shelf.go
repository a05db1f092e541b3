package catalogue

import (
	"avagar/app/library"
	"avagar/engine/hub"
)

// Known is a Persian voice, or some, to start from without a search.
type Known struct {
	Repo   hub.Repo
	Folder string // where in the repository; empty is all of it
	Name   string
	Family library.Family
}

// Shelf lists known Persian voices of the hub. It names them and no more: size,
// licence and what else may change stand on the sheet of each.
func Shelf() []Known {
	const piper, exported = "rhasspy/piper-voices", "csukuangfj/"
	list := []Known{}
	for _, name := range []string{"amir", "gyro", "ganji", "ganji_adabi", "reza_ibrahim"} {
		list = append(list, known(piper, "fa/fa_IR/"+name, name, library.FamilyPiper))
	}
	return append(list,
		known(exported+"vits-mms-fas", "", "MMS", library.FamilyMMS),
		known(exported+"matcha-tts-fa_en-musa", "", "Musa", library.FamilyMatcha),
		known(exported+"matcha-tts-fa_en-khadijah", "", "Khadijah", library.FamilyMatcha),
		known("karim23657/persian-tts-vits", "", "VITS", library.FamilySherpaVITS),
		known("SadeghK/persian-text-to-speech", "", "VITS", library.FamilySherpaVITS),
	)
}

func known(id, folder, name string, family library.Family) Known {
	return Known{Repo: hub.Repo{Kind: hub.Model, ID: id}, Folder: folder, Name: name, Family: family}
}

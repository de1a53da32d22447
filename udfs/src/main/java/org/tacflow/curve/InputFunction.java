package org.tacflow.curve;

import java.io.Serializable;

/** What drives a model: arterial blood, a reference region, both, or the injected dose. */
public sealed interface InputFunction extends Serializable
    permits ArterialInput, ReferenceInput, ReferenceBloodInput, DoseInput {}

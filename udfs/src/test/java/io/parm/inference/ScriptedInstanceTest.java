package io.parm.inference;

class ScriptedInstanceTest extends InstanceContract {

    @Override
    Instance open() {
        return new ScriptedInstance("scripted", Golden::affine).immediate();
    }
}
